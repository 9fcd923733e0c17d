package dev.offshoot.monitor.app;

import java.time.Duration;

/**
 * Limits of this stage, as plain values.
 *
 * @param sync while a member synchronizes
 * @param calm before the proof
 * @param proof while it is compared
 * @param patience how long something that passes by itself is waited for, in observed time
 */
public record MonitorSettings(Sync sync, Calm calm, ProofPace proof, Patience patience) {

  /**
   * While a member synchronizes, in observed time.
   *
   * @param stall without any movement, until a person is asked
   * @param silence without an answer, until it counts as gone
   */
  public record Sync(Duration stall, Duration silence) {}

  /**
   * Before the proof.
   *
   * @param mostLag lag that counts as caught up
   * @param longest how long it must last after a long copy; less after a short one
   */
  public record Calm(Duration mostLag, Duration longest) {}

  /**
   * While it is compared.
   *
   * @param rangeBytes bytes of a range, about
   * @param stepTime time after which a step begins no further range
   */
  public record ProofPace(long rangeBytes, Duration stepTime) {}

  /**
   * How long something is waited for.
   *
   * @param reach until a member that others do not reach means failure
   * @param set until a set that is not ready for a change means failure, or asking a person
   */
  public record Patience(Duration reach, Duration set) {}

  /** What applies unless it is configured. */
  public static MonitorSettings defaults() {
    return new MonitorSettings(
        new Sync(Duration.ofMinutes(10), Duration.ofMinutes(1)),
        new Calm(Duration.ofSeconds(2), Duration.ofSeconds(30)),
        new ProofPace(32L << 20, Duration.ofSeconds(4)),
        new Patience(Duration.ofMinutes(1), Duration.ofMinutes(5)));
  }
}
