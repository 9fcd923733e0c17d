package dev.offshoot.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.planner.domain.SetBuilder;
import dev.offshoot.stage.adapter.kafka.CloudEventRecords;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestKafka;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service on real Kafka and a real store. */
class PlannerServiceIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path folder;

  PlannerServiceIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aServiceKilledWhileItWaitsForACataloguePlansOnceWhenItIsBack() throws Exception {
    // Given
    SetBuilder set = SetBuilder.of(4);
    try (TestKafka kafka = TestKafka.start();
        TestReplicaSet store =
            TestReplicaSet.builder().members(MemberSpec.voter()).withoutAuthentication().start();
        EventRecorder recorder = EventRecorder.start(kafka.bootstrapServers())) {
      ServiceProcess service = service();
      Map<String, String> environment = environment(kafka, store, service.url());
      service.start(environment);
      try {
        service.awaitReady(SOON);
        publish(kafka, EventType.STATE_OBSERVED, PlannerEvents.stateObserved(set, false));

        // When
        service.process().kill();
        service.start(environment);
        service.awaitReady(SOON);
        for (CatalogueAnnounced announced : PlannerEvents.catalogues(set)) {
          publish(kafka, EventType.CATALOGUE_ANNOUNCED, announced);
        }

        // Then
        EventRecorder.Recorded made =
            recorder.await(SOON, r -> r.topic().equals(EventType.PLAN_CREATED.topic()));
        PlanCreated created = ContractJson.read(made.text(), PlanCreated.class);
        assertThat(made.key()).isEqualTo(PlannerEvents.DEPLOYMENT);
        assertThat(made.attribute("source")).isEqualTo("/offshoot/planner-service");
        assertThat(made.attribute("causationid")).isEqualTo("state-observed-1");
        assertThat(ContractJson.read(created.plan(), Plan.class).toAdd()).hasSize(1);
        assertThat(
                recorder.records(EventType.PLAN_CREATED.topic()).stream()
                    .map(r -> r.attribute("id"))
                    .distinct())
            .hasSize(1);
        System.out.printf("planner-service resident: %d MB%n", residentMegabytes(service));
      } finally {
        service.stop();
      }
    }
  }

  private ServiceProcess service() throws IOException {
    Path jar = Path.of("target/planner-service-runner.jar");
    URI url = URI.create("http://127.0.0.1:" + KeptPort.choose());
    return new ServiceProcess(folder, "planner-service", jar, url);
  }

  private static Map<String, String> environment(TestKafka kafka, TestReplicaSet store, URI url) {
    return Map.of(
        "QUARKUS_HTTP_PORT", Integer.toString(url.getPort()),
        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "OFFSHOOT_STORE_URI", store.connectionString(),
        "OFFSHOOT_WORK_LEASE", "PT45S",
        // One that was killed takes up its own work at once, instead of a lease's end later.
        "OFFSHOOT_WORK_INSTANCE", "the-only-one");
  }

  private static void publish(TestKafka kafka, EventType type, Record payload) throws Exception {
    boolean ofExpansion = type == EventType.STATE_OBSERVED;
    @Nullable String expansion = ofExpansion ? PlannerEvents.EXPANSION : null;
    String subject =
        payload instanceof CatalogueAnnounced announced
            ? announced.service()
            : PlannerEvents.DEPLOYMENT;
    EventEnvelope event =
        new EventEnvelope(
            ofExpansion ? "state-observed-1" : "catalogue-" + subject,
            type,
            "/test",
            subject,
            SetBuilder.NOW,
            expansion,
            null,
            ContractJson.tree(payload));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] key = subject.getBytes(StandardCharsets.UTF_8);
      byte[] value = event.data().toString().getBytes(StandardCharsets.UTF_8);
      var unused =
          producer
              .send(
                  new ProducerRecord<>(
                      type.topic(), null, key, value, CloudEventRecords.headers(event)))
              .get(20, TimeUnit.SECONDS);
    }
  }

  private static long residentMegabytes(ServiceProcess service) {
    long pid = service.process().pid().orElseThrow();
    try {
      return Files.readString(Path.of("/proc/" + pid + "/status"))
          .lines()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
