package dev.offshoot.monitor.domain.sync;

import dev.offshoot.mongoadmin.domain.InitialSyncProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a copy still takes. The bytes still missing are divided by the rate since the copy
 * began, which has the index building of finished collections in it; the rate of the last window
 * alone has not, and forecasts too little.
 *
 * @param done bytes copied
 * @param total bytes to copy, about
 * @param perSecond rate of the last window
 * @param remaining time left; empty while unknown
 */
public record CopyEstimate(long done, long total, long perSecond, Optional<Duration> remaining) {

  /**
   * @param progress what the member says
   * @param watch what is remembered of it
   * @param now its own clock, as its status gives it
   * @param look our clock
   */
  public static CopyEstimate of(
      InitialSyncProgress progress, SyncWatch watch, Optional<Instant> now, Instant look) {
    long done = progress.bytesCopied();
    long total = Math.max(progress.bytesTotal(), done);
    long average = average(progress, done, now);
    long window = watch.rate(look, done);
    Optional<Duration> byRate =
        average <= 0 || total <= 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis((total - done) * 1000 / average));
    Optional<Duration> remaining =
        byRate
            .map(own -> longer(own, progress.remaining().orElse(Duration.ZERO)))
            .or(progress::remaining);
    return new CopyEstimate(done, total, window > 0 ? window : average, remaining);
  }

  private static long average(InitialSyncProgress progress, long done, Optional<Instant> now) {
    if (progress.startedAt().isEmpty() || now.isEmpty()) {
      return 0;
    }
    long millis = Duration.between(progress.startedAt().get(), now.get()).toMillis();
    return millis <= 0 ? 0 : done * 1000 / millis;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
