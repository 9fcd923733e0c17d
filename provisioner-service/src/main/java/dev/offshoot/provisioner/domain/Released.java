package dev.offshoot.provisioner.domain;

/** What a provider answers when a host is released. */
public sealed interface Released {

  /** Nothing with this id is left, and a request for it that comes later is refused. */
  record Gone() implements Released {}

  /** Something on it still lives that must end first; nothing was removed. */
  record InUse(String detail) implements Released {}

  /** The provider cannot tell, or could not: release it again. */
  record NotYet(String reason) implements Released {}
}
