package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A size of host; or one machine that is there already, which is a size of its own.
 *
 * @param name its name
 * @param cpus processors
 * @param memoryBytes memory a host of it may use
 * @param diskBytes disk free for it
 * @param machine where that machine is; absent for a size that hosts are made in
 */
public record OfferedShape(
    String name, double cpus, long memoryBytes, long diskBytes, @Nullable OfferedMachine machine) {

  /** A size that hosts are made in. */
  public OfferedShape(String name, double cpus, long memoryBytes, long diskBytes) {
    this(name, cpus, memoryBytes, diskBytes, null);
  }
}
