package dev.offshoot.provisioner.domain;

/** What a provider answers when it is asked for one host. */
public sealed interface Found {

  /** It holds it. */
  record Present(Host host) implements Found {}

  /** It holds none with this id. */
  record Absent() implements Found {}

  /** It cannot tell. */
  record Unknown(String reason) implements Found {}
}
