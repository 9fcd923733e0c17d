package dev.offshoot.simulation.fault;

import dev.offshoot.simulation.turn.Interruptions.When;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong, at a time or at a call.
 *
 * @param kind what
 * @param atMillis when, since the beginning; used when there is no call
 * @param call kind of process, port and method at whose call it happens; absent for a time
 * @param nth at which of these calls, from 1
 * @param when before the call took effect, or after
 * @param lastingMillis for how long
 * @param pick chooses among several it may happen to
 */
public record Fault(
    FaultKind kind,
    long atMillis,
    @Nullable String call,
    int nth,
    @Nullable When when,
    long lastingMillis,
    int pick) {

  /** At a time. */
  public static Fault at(FaultKind kind, long atMillis, long lastingMillis, int pick) {
    return new Fault(kind, atMillis, null, 0, null, lastingMillis, pick);
  }

  /** At a call. */
  public static Fault call(FaultKind kind, String call, int nth, When when, long lastingMillis) {
    return new Fault(kind, 0, call, nth, when, lastingMillis, 0);
  }

  /** As a person reads it. */
  @Override
  public String toString() {
    String where = call == null ? "at " + atMillis + " ms" : when + " call " + nth + " of " + call;
    return kind + " " + where + " for " + lastingMillis + " ms";
  }
}
