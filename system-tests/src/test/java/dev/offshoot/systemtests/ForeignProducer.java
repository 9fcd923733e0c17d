package dev.offshoot.systemtests;

import dev.offshoot.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody else's producer of ExpansionRequested. */
final class ForeignProducer implements AutoCloseable {
  private final KafkaProducer<String, String> producer;

  ForeignProducer(String bootstrapServers) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Publishes a well-formed event with this body; answers its id. */
  String request(String deployment, String body) {
    return request(deployment, body, Instant.now());
  }

  /** The same, made at this time. */
  String request(String deployment, String body, Instant madeAt) {
    String eventId = UUID.randomUUID().toString();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_type", "dev.offshoot.ExpansionRequested.v1");
    headers.put("ce_source", "/somebody/else");
    headers.put("ce_id", eventId);
    headers.put("ce_subject", deployment);
    headers.put("ce_time", madeAt.toString());
    headers.put("content-type", "application/json");
    send(deployment, body, headers);
    return eventId;
  }

  /** Publishes anything. */
  void send(String key, String value, Map<String, String> headers) {
    ProducerRecord<String, String> message =
        new ProducerRecord<>(
            EventType.EXPANSION_REQUESTED.topic(),
            null,
            key,
            value,
            headers.entrySet().stream()
                .<org.apache.kafka.common.header.Header>map(
                    each ->
                        new RecordHeader(
                            each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList());
    try {
      producer.send(message).get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
