package dev.offshoot.stage.adapter.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps what cannot be read: original bytes and headers, and the reason. */
public interface DeadLetters {

  /**
   * Keeps one record; returns once the broker has it.
   *
   * @throws dev.offshoot.stage.app.BrokerUnavailable when it must be tried again
   */
  void keep(ConsumerRecord<byte[], byte[]> message, String reason);
}
