package dev.offshoot.provisioner.domain.leftover;

/**
 * One thing a provider holds for this installation.
 *
 * @param kind what it is
 * @param reference the provider's own name of it
 * @param host the host request it was made for; empty when it does not say
 * @param address HOST:PORT it was made for; empty when it does not say
 * @param state how it is, in the provider's word; may be empty
 */
public record Holding(Kind kind, String reference, String host, String address, String state) {

  /** What is held. */
  public enum Kind {
    /** A host that runs, or may run again. */
    HOST,
    /** A disk that may outlive its host. */
    VOLUME,
    /** An address that may outlive its host. */
    NETWORK_INTERFACE
  }
}
