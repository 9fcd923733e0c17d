package dev.offshoot.simulation.turn;

import java.time.Duration;

/** What can die or stand still as a whole: a copy of a service, or an agent. */
public interface SimulatedProcess {

  /** Name in calls, such as {@code replication-monitor}; the same for every copy. */
  String kind();

  /** Which life it lives: changes when it dies. */
  int life();

  /** Ends it where it stands and starts it again after this time; not called by its own workers. */
  void crash(Duration away);

  /** Nothing it does happens before this time has passed. */
  void freeze(Duration duration);
}
