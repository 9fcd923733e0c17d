package dev.offshoot.simulation.service;

import dev.offshoot.simulation.turn.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of one machine, which may go wrong. */
final class SkewedClock implements InstantSource {

  private final SimulatedClock real;
  private Duration skew = Duration.ZERO;

  SkewedClock(SimulatedClock real) {
    this.real = real;
  }

  void jump(Duration by) {
    skew = skew.plus(by);
  }

  @Override
  public Instant instant() {
    return skew.isZero() ? real.instant() : real.instant().plus(skew);
  }
}
