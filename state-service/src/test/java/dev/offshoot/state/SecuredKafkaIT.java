package dev.offshoot.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is shipped, on a broker that asks for TLS and SASL/SCRAM. */
class SecuredKafkaIT {

  private static final String USER = "offshoot";
  private static final String PASSWORD = "offshoot-scram-password";

  @Test
  void itMakesTopicsReadsAndPublishesWithItsUserAndShowsNoPassword(@TempDir Path data)
      throws Exception {
    // Given
    EmbeddedStore store = new EmbeddedStore(data, Tools.find());
    ServiceProcess service =
        new ServiceProcess(
            data,
            "state-service",
            Path.of("target/state-service-runner.jar"),
            URI.create("http://127.0.0.1:" + KeptPort.choose()));
    try (SecuredKafka kafka = SecuredKafka.start(data.resolve("secured"), USER, PASSWORD)) {
      store.start();
      store.awaitReady(Duration.ofSeconds(60));
      Map<String, String> client = kafka.client(USER, PASSWORD);
      Map<String, String> environment = new TreeMap<>();
      client.forEach(
          (name, value) ->
              environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
      environment.put("OFFSHOOT_STORE_URI", store.connectionString());
      environment.put("OFFSHOOT_DATA_DIR", data.toString());
      environment.put("QUARKUS_HTTP_PORT", Integer.toString(service.url().getPort()));
      service.start(environment);
      service.awaitReady(Duration.ofSeconds(90));

      // When
      String id = UUID.randomUUID().toString();
      request(client, id);

      // Then
      assertThat(closed(client, id)).contains("UNKNOWN_DEPLOYMENT");
      assertThat(Files.readString(data.resolve("logs/state-service.log"))).doesNotContain(PASSWORD);
    } finally {
      service.process().kill();
      store.process().kill();
    }
  }

  private static void request(Map<String, String> client, String id) throws Exception {
    Map<String, String> headers = new TreeMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_type", "dev.offshoot.ExpansionRequested.v1");
    headers.put("ce_source", "/somebody/else");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_subject", "nobody");
    headers.put("ce_time", Instant.now().toString());
    ProducerRecord<String, String> message =
        new ProducerRecord<>(
            EventType.EXPANSION_REQUESTED.topic(),
            "nobody",
            "{\"expansionId\": \"%s\", \"deployment\": \"nobody\"}".formatted(id));
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            new TreeMap<String, Object>(client), new StringSerializer(), new StringSerializer())) {
      assertThat(producer.send(message).get(20, TimeUnit.SECONDS).hasOffset()).isTrue();
    }
  }

  /** The fact that ends the request, read as anybody with a user reads it. */
  private static String closed(Map<String, String> client, String id) {
    Map<String, Object> settings = new TreeMap<>(client);
    settings.put("group.id", "somebody-else");
    settings.put("auto.offset.reset", "earliest");
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(EventType.EXPANSION_CLOSED.topic()));
      while (System.nanoTime() < end) {
        for (var seen : consumer.poll(Duration.ofMillis(500))) {
          if (seen.value().contains(id)) {
            return seen.value();
          }
        }
      }
    }
    throw new AssertionError("no " + EventType.EXPANSION_CLOSED + " of " + id);
  }
}
