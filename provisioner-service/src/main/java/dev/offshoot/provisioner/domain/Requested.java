package dev.offshoot.provisioner.domain;

/** What a provider answers when a host is asked for. */
public sealed interface Requested {

  /** The host of this request exists and was booted, now or before. */
  record Made(Host host) implements Requested {}

  /**
   * Not yet, or the provider cannot tell: ask again with the same id.
   *
   * @param reason why
   * @param code what it is called when it stays so for too long
   * @param remedy what to do then
   */
  record NotYet(String reason, String code, String remedy) implements Requested {

    /** A reason that has no name of its own. */
    public NotYet(String reason) {
      this(reason, "PROVIDER_UNAVAILABLE", "See what the provider says, then ask again.");
    }
  }

  /**
   * Asking again will not help.
   *
   * @param code stable code
   * @param detail what stands against it
   * @param remedy what to do
   */
  record Refused(String code, String detail, String remedy) implements Requested {}
}
