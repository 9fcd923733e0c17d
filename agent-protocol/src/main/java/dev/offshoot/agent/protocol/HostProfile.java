package dev.offshoot.agent.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a host is; a value that could not be read is absent.
 *
 * @param cpus processors the agent may use
 * @param avx whether the CPU has AVX, which mongod 5.0 and later need on x86-64
 * @param memoryBytes memory, within the control group's limit
 * @param disk the disk of the data path
 * @param limits limits that mongod inherits
 * @param kernel kernel settings mongod cares about
 * @param os operating system
 * @param architecture CPU architecture as the JVM names it
 * @param hostName the host's own name
 * @param time the host's time
 */
public record HostProfile(
    int cpus,
    @Nullable Boolean avx,
    long memoryBytes,
    Disk disk,
    Limits limits,
    Kernel kernel,
    String os,
    String architecture,
    @Nullable String hostName,
    Instant time) {

  /**
   * The disk of the data path.
   *
   * @param path the path looked at
   * @param freeBytes bytes free for the agent's user
   * @param totalBytes size
   * @param fileSystem type, such as xfs
   */
  public record Disk(String path, long freeBytes, long totalBytes, String fileSystem) {}

  /**
   * Limits from /proc/self/limits; -1 is unlimited.
   *
   * @param openFiles hard limit of open files
   * @param processes hard limit of processes
   */
  public record Limits(@Nullable Long openFiles, @Nullable Long processes) {}

  /**
   * Kernel settings.
   *
   * @param swappiness vm.swappiness
   * @param maxMapCount vm.max_map_count
   * @param transparentHugePages always, madvise or never
   * @param overcommitMemory vm.overcommit_memory
   * @param tcpKeepaliveSeconds net.ipv4.tcp_keepalive_time
   */
  public record Kernel(
      @Nullable Long swappiness,
      @Nullable Long maxMapCount,
      @Nullable String transparentHugePages,
      @Nullable Long overcommitMemory,
      @Nullable Long tcpKeepaliveSeconds) {}
}
