package dev.offshoot.stage.adapter.kafka;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.app.BrokerUnavailable;
import dev.offshoot.stage.app.EventBroker;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Publishes through the channel {@code facts}, and waits for the broker's acknowledgement. */
@ApplicationScoped
public class KafkaEventBroker implements EventBroker, DeadLetters {

  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final MutinyEmitter<byte[]> facts;

  /** Wired by CDI. */
  public KafkaEventBroker(@Channel("facts") MutinyEmitter<byte[]> facts) {
    this.facts = facts;
  }

  @Override
  public void publish(EventEnvelope event) {
    byte[] value = event.data().toString().getBytes(StandardCharsets.UTF_8);
    byte[] key = event.subject().getBytes(StandardCharsets.UTF_8);
    send(event.type().topic(), key, CloudEventRecords.headers(event), value);
  }

  @Override
  public void keep(ConsumerRecord<byte[], byte[]> message, String reason) {
    Headers headers = new RecordHeaders(message.headers().toArray());
    headers.add("offshoot_reason", reason.getBytes(StandardCharsets.UTF_8));
    headers.add("offshoot_topic", message.topic().getBytes(StandardCharsets.UTF_8));
    send(EventType.DEAD_LETTER_TOPIC, message.key(), headers, message.value());
  }

  private void send(String topic, byte @Nullable [] key, Headers headers, byte @Nullable [] value) {
    var metadata =
        OutgoingKafkaRecordMetadata.<byte[]>builder()
            .withTopic(topic)
            .withKey(key)
            .withHeaders(headers)
            .build();
    Message<byte[]> message = Message.of(value == null ? new byte[0] : value).addMetadata(metadata);
    try {
      facts.sendMessage(message).await().atMost(DEADLINE);
    } catch (RuntimeException e) { // whatever the client throws, the fact is not known to be there
      throw new BrokerUnavailable("topic " + topic + " did not acknowledge", e);
    }
  }
}
