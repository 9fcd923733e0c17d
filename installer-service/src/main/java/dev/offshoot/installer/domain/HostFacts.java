package dev.offshoot.installer.domain;

import org.jspecify.annotations.Nullable;

/**
 * What an agent found on its host, as far as it is checked; absent is unknown.
 *
 * @param architecture CPU architecture as the JVM names it
 * @param avx whether the CPU has AVX
 * @param memoryBytes memory
 * @param diskFreeBytes free disk
 * @param fileSystem file system of the data path
 * @param limits limits and kernel settings
 */
public record HostFacts(
    String architecture,
    @Nullable Boolean avx,
    long memoryBytes,
    long diskFreeBytes,
    String fileSystem,
    Settings limits) {

  /**
   * Limits and kernel settings.
   *
   * @param openFiles limit of open files, -1 for none
   * @param processes limit of processes, -1 for none
   * @param swappiness vm.swappiness
   * @param maxMapCount vm.max_map_count
   * @param hugePages always, madvise or never
   * @param tcpKeepaliveSeconds net.ipv4.tcp_keepalive_time
   */
  public record Settings(
      @Nullable Long openFiles,
      @Nullable Long processes,
      @Nullable Long swappiness,
      @Nullable Long maxMapCount,
      @Nullable String hugePages,
      @Nullable Long tcpKeepaliveSeconds) {}
}
