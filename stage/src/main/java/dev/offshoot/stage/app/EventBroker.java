package dev.offshoot.stage.app;

import dev.offshoot.contracts.EventEnvelope;

/** Where events go. */
public interface EventBroker {

  /**
   * Publishes one event and waits until the broker has it.
   *
   * @throws BrokerUnavailable when the broker did not say so in time
   */
  void publish(EventEnvelope event);
}
