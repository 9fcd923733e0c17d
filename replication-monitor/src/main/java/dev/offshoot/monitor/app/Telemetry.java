package dev.offshoot.monitor.app;

import dev.offshoot.contracts.SyncProgressed;

/** Tells how far it is: the latest wins, at most one a second, never waited for. */
@FunctionalInterface
public interface Telemetry {

  /** Says it, or not. */
  void tell(SyncProgressed progress);
}
