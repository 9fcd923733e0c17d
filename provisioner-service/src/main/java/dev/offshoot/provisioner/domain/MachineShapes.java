package dev.offshoot.provisioner.domain;

import java.util.List;

/**
 * The shapes of hosts that share one machine: an eighth, a quarter and half of its memory, at least
 * what mongod needs. The disk is not divided, because nothing would hold a host to its part.
 */
public final class MachineShapes {

  private static final long SMALLEST_MEMORY = 512L << 20;
  private static final long RESERVED_DISK = 1L << 30;

  private MachineShapes() {}

  /**
   * @param cpus processors of the machine
   * @param memoryBytes memory of the machine
   * @param freeDiskBytes disk free where hosts are kept
   */
  public static List<HostShape> of(int cpus, long memoryBytes, long freeDiskBytes) {
    long disk = Math.max(0, freeDiskBytes - RESERVED_DISK);
    return List.of(
        shape("small", cpus / 4.0, memoryBytes / 8, disk),
        shape("medium", cpus / 2.0, memoryBytes / 4, disk),
        shape("large", cpus, memoryBytes / 2, disk));
  }

  private static HostShape shape(String name, double cpus, long memory, long disk) {
    return new HostShape(name, Math.max(0.5, cpus), Math.max(SMALLEST_MEMORY, memory), disk);
  }
}
