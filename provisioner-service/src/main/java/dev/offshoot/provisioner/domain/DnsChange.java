package dev.offshoot.provisioner.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a host's name.
 *
 * @param action whether it is to lead there, or to be gone
 * @param name the name, without port
 * @param ip the host's IP address; absent where it is not known any more
 * @param hostId the host request it answers
 * @param reference the provider's own name of the host, such as an instance id
 */
public record DnsChange(
    Action action, String name, @Nullable String ip, String hostId, String reference) {

  /** What is to be done; done already is done. */
  public enum Action {
    /** The name leads to the address. */
    UPSERT,
    /** There is no such name. */
    DELETE
  }
}
