package dev.offshoot.simulation.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The story of a run: time, who, what and why. Every line and every port call counts in the hash,
 * which tells two runs apart; lines are kept only when the story is to be read.
 */
public final class Trace {

  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private long hash = 1125899906842597L;

  /** Keeps lines, or only their hash. */
  public Trace(boolean kept) {
    this.kept = kept;
  }

  void add(SimulatedClock clock, String who, String what) {
    call(clock, who, what);
    if (kept) {
      Duration time = clock.elapsed();
      lines.add(
          String.format(
              "%02d:%02d.%03d  %-34s %s",
              time.toMinutes(), time.toSecondsPart(), time.toMillisPart(), who, what));
    }
  }

  /** A port call: part of the hash, but not of the story. */
  void call(SimulatedClock clock, String who, String what) {
    hash = 31 * hash + clock.sinceBeginning();
    hash = 31 * hash + who.hashCode();
    hash = 31 * hash + what.hashCode();
  }

  /** The same for the same run, in every JVM. */
  public String hash() {
    return Long.toHexString(hash);
  }

  /** The lines. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
