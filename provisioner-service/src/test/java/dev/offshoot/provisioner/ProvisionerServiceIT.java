package dev.offshoot.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is shipped, on a real broker and a real store, killed in between. */
class ProvisionerServiceIT {

  private static final Duration READY = Duration.ofSeconds(60);
  private static final long MOST_RESIDENT_KB = 200 * 1024;

  @Test
  void itsHostOutlivesItAndIsReleasedByTheNextOne(@TempDir Path data) throws Exception {
    EmbeddedStore store = new EmbeddedStore(data, Tools.find());
    ServiceProcess service = service(data);
    try (TestKafka kafka = TestKafka.start();
        EventRecorder events = EventRecorder.start(kafka.bootstrapServers())) {
      // Given
      store.start();
      store.awaitReady(READY);
      Map<String, String> environment = environment(data, kafka, store, service);
      service.start(environment);
      service.awaitReady(READY);
      events.await(READY, e -> e.topic().equals(EventType.CATALOGUE_ANNOUNCED.topic()));

      // When
      publish(kafka, EventType.PLAN_CREATED, plan());
      events.await(READY, e -> e.topic().equals(EventType.RESOURCE_PROVISIONED.topic()));
      service.process().kill();

      // Then
      Path boot = data.resolve("hosts").resolve(SampleEvents.FIRST_HOST).resolve("boot");
      long session = Long.parseLong(Files.readString(boot).split(" ")[0]);
      assertThat(ProcessHandle.of(session)).isPresent();

      // When
      service.start(environment);
      service.awaitReady(READY);
      assertThat(residentKb(service)).isLessThan(MOST_RESIDENT_KB);
      publish(kafka, EventType.BINARIES_REMOVED, SampleEvents.binariesRemoved());
      events.await(READY, e -> e.topic().equals(EventType.RESOURCE_RELEASED.topic()));

      // Then
      assertThat(ProcessHandle.of(session).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(boot.getParent()).doesNotExist();
      assertThat(events.records(EventType.RESOURCE_PROVISIONED.topic())).hasSize(1);
    } finally {
      service.stop();
      store.stop();
    }
  }

  private static ServiceProcess service(Path data) {
    return new ServiceProcess(
        data,
        "provisioner-service",
        Path.of("target/provisioner-service-runner.jar"),
        URI.create("http://127.0.0.1:" + KeptPort.choose()));
  }

  private static Map<String, String> environment(
      Path data, TestKafka kafka, EmbeddedStore store, ServiceProcess service) throws IOException {
    Path secrets = Files.createDirectories(data.resolve("secrets"));
    Files.writeString(secrets.resolve("enrolment-key"), "a key for this test only");
    Map<String, String> environment = new TreeMap<>();
    environment.put("OFFSHOOT_STORE_URI", store.connectionString());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("OFFSHOOT_SECRETS_DIR", secrets.toString());
    environment.put("OFFSHOOT_DATA_DIR", data.toString());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(service.url().getPort()));
    return environment;
  }

  /** Nothing answers at its installer-service: the host goes on trying to fetch the agent. */
  private static Object plan() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.88.9.7"))) {
      return SampleEvents.expiringAt(
          SampleEvents.planCreated(
              "automatic", SampleEvents.FIRST_HOST, "127.88.9.7:" + free.getLocalPort()),
          Instant.now().plusSeconds(3600).toString());
    }
  }

  private static void publish(TestKafka kafka, EventType type, Object payload) throws Exception {
    EventEnvelope event =
        new EventEnvelope(
            type.name(),
            type,
            "/test",
            SampleEvents.DEPLOYMENT,
            Instant.now(),
            SampleEvents.EXPANSION,
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
    }
  }

  private static long residentKb(ServiceProcess service) throws IOException {
    long pid = service.process().pid().orElseThrow();
    String line =
        Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(l -> l.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
