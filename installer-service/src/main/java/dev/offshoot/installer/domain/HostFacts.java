package dev.offshoot.installer.domain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an agent found on its host, as far as it is checked; absent is unknown.
 *
 * @param architecture CPU architecture as the JVM names it
 * @param avx whether the CPU has AVX
 * @param memoryBytes memory
 * @param diskFreeBytes free disk
 * @param fileSystem file system of the data path
 * @param settings limits and kernel settings, by name
 */
public record HostFacts(
    String architecture,
    @Nullable Boolean avx,
    long memoryBytes,
    long diskFreeBytes,
    String fileSystem,
    Map<String, String> settings) {

  /** Copies the settings in the order of their names. */
  public HostFacts {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
