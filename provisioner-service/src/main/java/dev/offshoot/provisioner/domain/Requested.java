package dev.offshoot.provisioner.domain;

/** What a provider answers when a host is asked for. */
public sealed interface Requested {

  /** The host of this request exists and was booted, now or before. */
  record Made(Host host) implements Requested {}

  /** Not yet, or the provider cannot tell: ask again with the same id. */
  record NotYet(String reason) implements Requested {}

  /**
   * Asking again will not help.
   *
   * @param code stable code
   * @param detail what stands against it
   * @param remedy what to do
   */
  record Refused(String code, String detail, String remedy) implements Requested {}
}
