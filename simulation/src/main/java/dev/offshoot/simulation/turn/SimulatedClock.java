package dev.offshoot.simulation.turn;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that only the simulation moves. */
public final class SimulatedClock implements InstantSource {

  /** When every run begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** Time since the beginning. */
  public Duration elapsed() {
    return Duration.between(START, now);
  }

  /** Whole milliseconds: as precise as what is written in BSON. */
  void advance(long millis) {
    now = now.plusMillis(millis);
  }

  void moveTo(Instant time) {
    Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
    Instant reached = whole.isBefore(time) ? whole.plusMillis(1) : whole;
    if (reached.isAfter(now)) {
      now = reached;
    }
  }
}
