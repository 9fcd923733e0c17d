package dev.offshoot.monitor.domain.sync;

import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a member that synchronizes.
 *
 * @param memberId _id
 * @param done whether it became a secondary
 * @param fingerprint everything that moves while a synchronization goes on
 * @param still observed time without any movement
 * @param gone observed time without an answer
 * @param sample bytes at earlier looks; null until some were seen
 */
public record SyncWatch(
    int memberId,
    boolean done,
    String fingerprint,
    WaitBudget still,
    WaitBudget gone,
    @Nullable Sample sample) {

  private static final Duration WINDOW = Duration.ofSeconds(5);

  /**
   * Bytes copied as they were seen.
   *
   * @param first when bytes were first seen in this attempt
   * @param before the beginning of the window before the last
   * @param last the beginning of the last window
   */
  public record Sample(Mark first, Mark before, Mark last) {}

  /**
   * Bytes at one moment.
   *
   * @param at when
   * @param bytes how many
   */
  public record Mark(Instant at, long bytes) {

    /** Bytes a second from here to there; 0 while it is too early to say. */
    long rateTo(Instant now, long then) {
      long millis = Duration.between(at, now).toMillis();
      return millis < 500 || then < bytes ? 0 : (then - bytes) * 1000 / millis;
    }
  }

  /** Nothing seen yet. */
  public static SyncWatch begun(int memberId) {
    return new SyncWatch(memberId, false, "", WaitBudget.FRESH, WaitBudget.FRESH, null);
  }

  /** It became a secondary. */
  public SyncWatch finished() {
    return new SyncWatch(memberId, true, fingerprint, WaitBudget.FRESH, WaitBudget.FRESH, sample);
  }

  /** It did not answer. */
  public SyncWatch silent(WaitBudget observed) {
    return new SyncWatch(memberId, done, fingerprint, still, observed, sample);
  }

  /** It answered with this fingerprint; the observed standstill is fresh when something moved. */
  public SyncWatch answered(String now, WaitBudget standstill) {
    return new SyncWatch(memberId, done, now, standstill, WaitBudget.FRESH, sample);
  }

  /** Bytes were seen; a new window begins every few seconds. */
  public SyncWatch counted(Instant now, long bytes) {
    Mark seen = new Mark(now, bytes);
    Sample known = sample;
    // Fewer bytes than before: a new attempt began from zero.
    if (known == null || bytes < known.last().bytes()) {
      return bytes == 0 ? sampled(null) : sampled(new Sample(seen, seen, seen));
    }
    return now.isBefore(known.last().at().plus(WINDOW))
        ? this
        : sampled(new Sample(known.first(), known.last(), seen));
  }

  private SyncWatch sampled(@Nullable Sample next) {
    return new SyncWatch(memberId, done, fingerprint, still, gone, next);
  }

  /** Bytes a second since the beginning of the last window; 0 while there is none. */
  public long rate(Instant now, long bytes) {
    return sample == null ? 0 : sample.before().rateTo(now, bytes);
  }

  /**
   * Bytes a second since bytes were first seen, so without the time an attempt needs before it
   * copies; 0 while it is too early to say.
   */
  public long rateOfAll(Instant now, long bytes) {
    return sample == null ? 0 : sample.first().rateTo(now, bytes);
  }
}
