package dev.offshoot.installer.app;

import dev.offshoot.contracts.SyncProgressed;

/** Telemetry for whoever watches. Losing one loses nothing. */
@FunctionalInterface
public interface Progress {

  /** Tells it, if it is news. */
  void tell(SyncProgressed progress);
}
