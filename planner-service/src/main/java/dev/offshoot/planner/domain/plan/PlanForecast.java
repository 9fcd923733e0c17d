package dev.offshoot.planner.domain.plan;

import dev.offshoot.planner.domain.Ordered;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Size and time.
 *
 * @param dataBytes uncompressed data
 * @param indexBytes indexes
 * @param wireBytes bytes on the wire
 * @param copyLow copy and indexes, at best
 * @param copyHigh copy and indexes, at worst
 * @param indexLow index part, at best
 * @param indexHigh index part, at worst
 * @param proofBytes bytes the proof reads on each side
 * @param oplogWindow projected window at the peak write rate
 * @param margin window over the longer forecast
 * @param possibleSources possible sync sources
 */
public record PlanForecast(
    long dataBytes,
    long indexBytes,
    long wireBytes,
    Duration copyLow,
    Duration copyHigh,
    Duration indexLow,
    Duration indexHigh,
    long proofBytes,
    @Nullable Duration oplogWindow,
    @Nullable Double margin,
    List<String> possibleSources) {

  /** Copies the collections; a missing one reads as empty. */
  public PlanForecast {
    possibleSources = Ordered.list(possibleSources);
  }
}
