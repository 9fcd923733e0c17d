package dev.offshoot.installer.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an agent may enrol: the first key that uses a token owns it for ever. */
public enum EnrolmentDecision {
  /** First use: bind the key. */
  BIND,
  /** The same key again: the same answer. */
  SAME,
  /** Another key has it: refuse and report. */
  OTHER_KEY,
  /** Its time is over. */
  EXPIRED,
  /** The identity was revoked. */
  REVOKED;

  /**
   * Decides about a token whose hash is known.
   *
   * @param boundKey key that used it; absent before
   * @param offeredKey key of the agent that asks
   * @param expiresAt when the token ends (wall time); a bound key outlives it
   * @param revoked whether the host is gone
   * @param now the time
   */
  public static EnrolmentDecision evaluate(
      @Nullable String boundKey,
      String offeredKey,
      Instant expiresAt,
      boolean revoked,
      Instant now) {
    if (revoked) {
      return REVOKED;
    }
    if (boundKey != null) {
      return boundKey.equals(offeredKey) ? SAME : OTHER_KEY;
    }
    return now.isBefore(expiresAt) ? BIND : EXPIRED;
  }
}
