package dev.offshoot.state.app;

import dev.offshoot.contracts.SyncProgressed;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest progress of an expansion, and when each step was first seen.
 *
 * @param latest the latest one; absent before the first
 * @param firstSeen per step name
 */
public record Telemetry(@Nullable SyncProgressed latest, SortedMap<String, Instant> firstSeen) {

  /** Nothing heard yet. */
  public static final Telemetry NONE = new Telemetry(null, new TreeMap<>());

  /** Copies the times. */
  public Telemetry {
    firstSeen = Collections.unmodifiableSortedMap(new TreeMap<>(firstSeen));
  }
}
