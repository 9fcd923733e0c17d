package dev.offshoot.provisioner.domain;

import org.jspecify.annotations.Nullable;

/**
 * A host a provider holds.
 *
 * @param id the host request it answers
 * @param address HOST:PORT it was asked for
 * @param reference the provider's own name of it, such as a directory
 * @param claim the machine it is, when it was there before; absent for one that was made
 * @param ip its IP address; absent where the provider does not know it
 */
public record Host(
    String id,
    String address,
    String reference,
    @Nullable MachineClaim claim,
    @Nullable String ip) {

  /** A machine that was there before. */
  public Host(String id, String address, String reference, @Nullable MachineClaim claim) {
    this(id, address, reference, claim, null);
  }

  /** A host that was made. */
  public Host(String id, String address, String reference) {
    this(id, address, reference, null, null);
  }
}
