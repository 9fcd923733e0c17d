package dev.offshoot.stage.app;

import dev.offshoot.contracts.EventType;

/**
 * A fact a step wants to be published, once its outcome is stored.
 *
 * @param type which event
 * @param payload the record of that type
 */
public record Fact(EventType type, Record payload) {

  /** Checks that the payload belongs to the type. */
  public Fact {
    if (!type.payload().isInstance(payload)) {
      throw new IllegalArgumentException(
          type.eventName() + " cannot carry a " + payload.getClass().getSimpleName());
    }
  }
}
