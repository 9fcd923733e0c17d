package dev.offshoot.stage.app;

import dev.offshoot.contracts.EventEnvelope;

/**
 * Hears what belongs into no journal: requests, telemetry, catalogues, notices about a deployment.
 * Must be idempotent; an exception means "not now", and the event is given again.
 */
@FunctionalInterface
public interface Bulletins {

  /** Hears one event. */
  void heard(EventEnvelope event);
}
