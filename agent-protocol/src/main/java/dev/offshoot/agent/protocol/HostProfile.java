package dev.offshoot.agent.protocol;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a host is; a value that could not be read is absent.
 *
 * @param cpus processors the agent may use
 * @param avx whether the CPU has AVX, which mongod 5.0 and later need on x86-64
 * @param memoryBytes memory, within the control group's limit
 * @param disk the disk of the data path
 * @param settings limits and kernel settings by the names in {@link HostSetting}, as Linux writes
 *     them
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
    Map<String, String> settings,
    String os,
    String architecture,
    @Nullable String hostName,
    Instant time) {

  /** Copies the settings in the order of their names; absent ones read as none. */
  public HostProfile {
    settings =
        settings == null
            ? Collections.emptyMap()
            : Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /**
   * The disk of the data path.
   *
   * @param path the path looked at
   * @param freeBytes bytes free for the agent's user
   * @param totalBytes size
   * @param fileSystem type, such as xfs
   */
  public record Disk(String path, long freeBytes, long totalBytes, String fileSystem) {}
}
