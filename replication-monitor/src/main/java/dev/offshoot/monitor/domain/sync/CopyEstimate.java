package dev.offshoot.monitor.domain.sync;

import dev.offshoot.mongoadmin.domain.InitialSyncProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a copy still takes. The bytes still missing are divided by the rate since the first
 * bytes were seen, which has the index building of finished collections in it; the rate of the last
 * window alone has not, and forecasts too little. The server's own estimate counts the second or
 * two that an attempt needs before it copies, and forecasts too much for a short copy.
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
    long all = watch.rateOfAll(look, done);
    long average = all > 0 ? all : average(progress, done, now);
    long window = watch.rate(look, done);
    Optional<Duration> remaining =
        average <= 0 || total <= 0
            ? progress.remaining()
            : Optional.of(Duration.ofMillis((total - done) * 1000 / average));
    return new CopyEstimate(done, total, window > 0 ? window : average, remaining);
  }

  private static long average(InitialSyncProgress progress, long done, Optional<Instant> now) {
    if (progress.startedAt().isEmpty() || now.isEmpty()) {
      return 0;
    }
    long millis = Duration.between(progress.startedAt().get(), now.get()).toMillis();
    return millis <= 0 ? 0 : done * 1000 / millis;
  }
}
