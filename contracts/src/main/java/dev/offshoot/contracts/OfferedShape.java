package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A size of host; or one machine that is there already, which is a size of its own.
 *
 * @param name its name
 * @param cpus processors
 * @param memoryBytes memory a host of it may use
 * @param diskBytes disk free for it; the largest that can be made, where it gets a data disk
 * @param machine where that machine is; absent for a size that hosts are made in
 * @param volume the data disk its hosts get; absent where they have the host's own
 * @param price what it costs; absent where no price is known
 */
public record OfferedShape(
    String name,
    double cpus,
    long memoryBytes,
    long diskBytes,
    @Nullable OfferedMachine machine,
    @Nullable OfferedVolume volume,
    @Nullable OfferedPrice price) {

  /** A size that hosts are made in. */
  public OfferedShape(String name, double cpus, long memoryBytes, long diskBytes) {
    this(name, cpus, memoryBytes, diskBytes, null, null, null);
  }

  /** A machine that is there already, or a size, with the host's own disk and without a price. */
  public OfferedShape(
      String name,
      double cpus,
      long memoryBytes,
      long diskBytes,
      @Nullable OfferedMachine machine) {
    this(name, cpus, memoryBytes, diskBytes, machine, null, null);
  }
}
