package dev.offshoot.simulation.turn;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only the simulation moves, by whole milliseconds: as precise as BSON. */
public final class SimulatedClock implements InstantSource {

  /** When every run begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private long now;
  private Instant instant = START;
  private long instantAt;

  @Override
  public Instant instant() {
    if (instantAt != now) {
      instantAt = now;
      instant = START.plusMillis(now);
    }
    return instant;
  }

  /** Milliseconds since the beginning of the run. */
  public long sinceBeginning() {
    return now;
  }

  /** Time since the beginning. */
  public Duration elapsed() {
    return Duration.ofMillis(now);
  }

  void advance(long millis) {
    now += millis;
  }

  void moveTo(long millis) {
    now = Math.max(now, millis);
  }
}
