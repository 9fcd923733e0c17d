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
 * @param sample bytes at an earlier look, for the rate of the last window
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
   * Bytes copied at one moment, and at the beginning of the window before it.
   *
   * @param at when
   * @param bytes how many
   * @param before the sample before; null for the first
   * @param bytesBefore its bytes
   */
  public record Sample(Instant at, long bytes, @Nullable Instant before, long bytesBefore) {}

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
    Sample last = sample;
    if (last != null && bytes >= last.bytes() && now.isBefore(last.at().plus(WINDOW))) {
      return this;
    }
    // Fewer bytes than before: a new attempt began from zero.
    Sample next =
        last == null || bytes < last.bytes()
            ? new Sample(now, bytes, null, 0)
            : new Sample(now, bytes, last.at(), last.bytes());
    return new SyncWatch(memberId, done, fingerprint, still, gone, next);
  }

  /** Bytes a second since the beginning of the last window; 0 while there is none. */
  public long rate(Instant now, long bytes) {
    Sample last = sample;
    if (last == null) {
      return 0;
    }
    Instant from = last.before() == null ? last.at() : last.before();
    long base = last.before() == null ? last.bytes() : last.bytesBefore();
    long millis = Duration.between(from, now).toMillis();
    return millis < 500 || bytes < base ? 0 : (bytes - base) * 1000 / millis;
  }
}
