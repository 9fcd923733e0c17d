package dev.offshoot.provisioner;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import dev.offshoot.provisioner.app.SampleEvents;
import dev.offshoot.stage.adapter.kafka.CloudEventRecords;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The service as it is shipped, with a broker and a store of its own. */
final class RunningService implements AutoCloseable {

  static final Duration READY = Duration.ofSeconds(60);

  private final EmbeddedStore store;
  private final ServiceProcess service;
  private final TestKafka kafka;
  private final EventRecorder events;
  private final Map<String, String> environment;

  /** Starts all of it; nothing was planned yet. */
  RunningService(Path data, Map<String, String> more) throws IOException {
    store = new EmbeddedStore(data, Tools.find());
    service =
        new ServiceProcess(
            data,
            "provisioner-service",
            Path.of("target/provisioner-service-runner.jar"),
            URI.create("http://127.0.0.1:" + KeptPort.choose()));
    kafka = TestKafka.start();
    events = EventRecorder.start(kafka.bootstrapServers());
    store.start();
    store.awaitReady(READY);
    environment = environment(data);
    environment.putAll(more);
    start();
    events.await(READY, e -> e.topic().equals(EventType.CATALOGUE_ANNOUNCED.topic()));
  }

  private Map<String, String> environment(Path data) throws IOException {
    Path secrets = Files.createDirectories(data.resolve("secrets"));
    Files.writeString(secrets.resolve("enrolment-key"), "a key for this test only");
    Map<String, String> all = new TreeMap<>();
    all.put("OFFSHOOT_STORE_URI", store.connectionString());
    all.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    all.put("OFFSHOOT_SECRETS_DIR", secrets.toString());
    // It takes up its own work at once when it is started again.
    all.put("OFFSHOOT_WORK_INSTANCE", "the-only-one");
    all.put("OFFSHOOT_DATA_DIR", data.toString());
    all.put("QUARKUS_HTTP_PORT", Integer.toString(service.url().getPort()));
    return all;
  }

  /** Starts the service, also once more. */
  void start() {
    service.start(environment);
    service.awaitReady(READY);
  }

  /** Ends it by SIGKILL. */
  void kill() {
    service.process().kill();
  }

  EventRecorder events() {
    return events;
  }

  /** Publishes as another service would, for the sample expansion. */
  void publish(EventType type, Object payload) {
    publish(type, payload, SampleEvents.EXPANSION);
  }

  /** The same for another expansion. */
  void publish(EventType type, Object payload, String expansion) {
    EventEnvelope event =
        new EventEnvelope(
            UUID.randomUUID().toString(),
            type,
            "/test",
            SampleEvents.DEPLOYMENT,
            Instant.now(),
            expansion,
            null,
            ContractJson.tree(payload));
    String json = ContractJson.text(event.data()).replace(SampleEvents.EXPANSION, expansion);
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  type.topic(), null, event.subject(), value, CloudEventRecords.headers(event)));
      producer.flush();
    }
  }

  long residentKb() throws IOException {
    long pid = service.process().pid().orElseThrow();
    String line =
        Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(l -> l.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  @Override
  public void close() {
    service.stop();
    store.stop();
    events.close();
    kafka.close();
  }
}
