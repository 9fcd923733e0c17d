package dev.offshoot.agent.domain;

import java.time.Duration;

/** Growing intervals between tries: 0.2 s, doubled each time, at most 15 s. */
public final class Backoff {

  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 15_000;
  private static final int ENOUGH_DOUBLINGS = 10;

  private Backoff() {}

  /**
   * How long to wait.
   *
   * @param failures failures in a row, at least 1
   */
  public static Duration after(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, ENOUGH_DOUBLINGS);
    return Duration.ofMillis(Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings));
  }
}
