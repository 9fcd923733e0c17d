package dev.offshoot.provisioner.domain;

import org.jspecify.annotations.Nullable;

/**
 * A host a provider holds.
 *
 * @param id the host request it answers
 * @param address HOST:PORT it was asked for
 * @param reference the provider's own name of it, such as a directory
 * @param claim the machine it is, when it was there before; absent for one that was made
 */
public record Host(String id, String address, String reference, @Nullable MachineClaim claim) {

  /** A host that was made. */
  public Host(String id, String address, String reference) {
    this(id, address, reference, null);
  }
}
