package dev.offshoot.simulation.turn;

/** Decides what befalls one call through a port. */
public interface Interruptions {

  /** Where a call is interrupted. */
  enum When {
    BEFORE,
    AFTER
  }

  /** What befalls a call. */
  enum Blow {
    /** Nothing. */
    NONE,
    /** The call fails here. */
    FAILS,
    /** The call fails now, and takes effect later; only before it. */
    COMES_LATE,
    /** The call waits for what was put on the agenda for this moment. */
    WORLD
  }

  /**
   * Asked at each call, twice.
   *
   * @param call kind of the process, port and method, such as {@code installer-service
   *     Agents.revoke}
   * @param process who calls
   */
  Blow at(String call, When when, SimulatedProcess process);
}
