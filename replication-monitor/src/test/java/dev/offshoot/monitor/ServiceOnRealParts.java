package dev.offshoot.monitor;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import dev.offshoot.stage.adapter.kafka.CloudEventRecords;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.StoredJournals;
import dev.offshoot.testbed.TestKafka;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The service as it is shipped, with a broker and a store of its own. */
final class ServiceOnRealParts implements AutoCloseable {

  static final Duration READY = Duration.ofSeconds(90);

  private final EmbeddedStore store;
  private final TestKafka kafka;
  private final EventRecorder events;
  private final ServiceProcess service;
  private final Map<String, String> environment;

  ServiceOnRealParts(Path data) {
    this(data, Map.of());
  }

  /** With these settings too. */
  ServiceOnRealParts(Path data, Map<String, String> settings) {
    this.store = new EmbeddedStore(data, Tools.find());
    this.kafka = TestKafka.start();
    this.events = EventRecorder.start(kafka.bootstrapServers());
    this.service =
        new ServiceProcess(
            data,
            "replication-monitor",
            Path.of("target/replication-monitor-runner.jar"),
            URI.create("http://127.0.0.1:" + KeptPort.choose()));
    store.start();
    store.awaitReady(READY);
    this.environment = environment(data);
    environment.putAll(settings);
    start();
  }

  /** Starts it, again after a kill. */
  void start() {
    service.start(environment);
    service.awaitReady(READY);
  }

  /** SIGKILL. */
  void kill() {
    service.process().kill();
  }

  /** Its journals. */
  StoredJournals journals() {
    return new StoredJournals(store.connectionString(), "replication-monitor");
  }

  ServiceProcess service() {
    return service;
  }

  EventRecorder events() {
    return events;
  }

  /** Waits for an event of this type that fulfils something. */
  EventRecorder.Recorded await(
      Duration atMost, EventType type, Predicate<EventRecorder.Recorded> wanted) {
    return events.await(atMost, e -> e.topic().equals(type.topic()) && wanted.test(e));
  }

  /** Different events of this type, by id. */
  long said(EventType type) {
    return events.records(type.topic()).stream()
        .map(record -> record.attribute("id"))
        .distinct()
        .count();
  }

  /** Publishes an event as another service. */
  void publish(EventType type, Record payload) {
    EventEnvelope event =
        new EventEnvelope(
            type.name(),
            type,
            "/test",
            Expansions.DEPLOYMENT,
            Instant.now(),
            Expansions.ID,
            null,
            ContractJson.tree(payload));
    byte[] value = ContractJson.text(event.data()).getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var unused =
          producer
              .send(
                  new ProducerRecord<>(
                      type.topic(), null, event.subject(), value, CloudEventRecords.headers(event)))
              .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Resident memory, kilobytes. */
  long residentKb() {
    try {
      long pid = service.process().pid().orElseThrow();
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment(Path data) {
    try {
      Path secrets = Files.createDirectories(data.resolve("secrets"));
      Files.writeString(
          secrets.resolve("root-credential"),
          TestReplicaSet.ROOT.name() + ":" + TestReplicaSet.ROOT.password());
      Map<String, String> all = new TreeMap<>();
      all.put("OFFSHOOT_STORE_URI", store.connectionString());
      all.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
      all.put("OFFSHOOT_SECRETS_DIR", secrets.toString());
      all.put("OFFSHOOT_DATA_DIR", data.toString());
      all.put("OFFSHOOT_MONITOR_LAG_INTERVAL", "PT1S");
      all.put("QUARKUS_HTTP_PORT", Integer.toString(service.url().getPort()));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    service.stop();
    events.close();
    kafka.close();
    store.stop();
  }
}
