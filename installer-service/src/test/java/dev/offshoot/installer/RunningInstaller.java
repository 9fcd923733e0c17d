package dev.offshoot.installer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestKafka;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/** The packaged service with real Kafka, a real store and a real set. */
final class RunningInstaller implements AutoCloseable {

  static final Duration SOON = Duration.ofMinutes(3);

  private static final Path JAR = Path.of("target/installer-service-runner.jar");
  private static final Path IMAGE = Path.of("../agent/target/offshoot-agent-image.tar.gz");

  final TestReplicaSet set;
  final Path folder;
  final int port = KeptPort.choose();
  final int agentsPort = KeptPort.choose();
  private final Map<String, String> settings;
  private final TestKafka kafka;
  private final TestReplicaSet store;
  private final EventRecorder recorder;
  private final ServiceProcess service;

  /** Starts everything; settings are added to the service's environment. */
  RunningInstaller(Path folder, Map<String, String> settings) throws IOException {
    this.folder = folder;
    this.settings = new LinkedHashMap<>(settings);
    kafka = TestKafka.start();
    store = TestReplicaSet.builder().members(MemberSpec.voter()).withoutAuthentication().start();
    set = TestReplicaSet.builder().members(MemberSpec.voter()).start();
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/keyfile"), set.keyfile());
    Files.writeString(folder.resolve("api-token"), "people");
    service = new ServiceProcess(folder, "installer-service", JAR, URI.create(url()));
    start();
    recorder = EventRecorder.start(kafka.bootstrapServers());
  }

  /** Where people call it. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Where agents call it. */
  String agentsUrl() {
    return "https://127.0.0.1:" + agentsPort;
  }

  private void start() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    // One that was killed takes up its own work at once, instead of a lease's end later.
    environment.put("OFFSHOOT_WORK_INSTANCE", "the-only-one");
    environment.put("OFFSHOOT_STORE_URI", store.connectionString());
    environment.put("OFFSHOOT_SECRETS_DIR", folder.resolve("secrets").toString());
    environment.put("OFFSHOOT_API_TOKEN_FILE", folder.resolve("api-token").toString());
    environment.put("OFFSHOOT_INSTALLER_DATA_DIR", folder.resolve("installer").toString());
    environment.put("OFFSHOOT_INSTALLER_MONGOD", Tools.find().mongod().toString());
    environment.put("OFFSHOOT_INSTALLER_AGENT_IMAGE", IMAGE.toAbsolutePath().toString());
    environment.put("OFFSHOOT_INSTALLER_CA_CREATE", "true");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(agentsPort));
    environment.putAll(settings);
    service.start(environment);
    service.awaitReady(SOON);
  }

  /** Kills the service and starts it again. */
  void killAndStart() {
    service.process().kill();
    start();
  }

  EventRecorder recorder() {
    return recorder;
  }

  /** What the service logged. */
  String log() throws IOException {
    return Files.readString(service.log());
  }

  /** The latest catalogue that offers the mongod of this machine. */
  JsonNode catalogue() {
    return ContractJson.read(
        recorder
            .await(
                SOON,
                record ->
                    record.topic().equals(EventType.CATALOGUE_ANNOUNCED.topic())
                        && record.text().contains("6.0.5"))
            .text(),
        JsonNode.class);
  }

  /** What provisioner-service would say of this host. */
  ResourceProvisioned provisioned(String expansion, ProvisionedHost host) {
    String replicaSetId =
        set.configuration()
            .get("settings", Document.class)
            .getObjectId("replicaSetId")
            .toHexString();
    JsonNode mongod = catalogue().get("artifacts").get(0);
    ResourceProvisioned sample =
        Samples.provisioned(
            new Samples.Wanted(
                set.name(),
                replicaSetId,
                List.of(set.primary().address()),
                mongod.get("sha256").asText(),
                mongod.get("version").asText()),
            host);
    return new ResourceProvisioned(
        expansion, sample.deployment(), sample.request(), sample.plan(), sample.hosts());
  }

  void publish(String expansion, EventType type, Record payload) throws Exception {
    Map<String, Object> producing = new LinkedHashMap<>();
    producing.put("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(
              type.topic(), "orders", ContractJson.text(payload).getBytes(StandardCharsets.UTF_8));
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("ce_specversion", "1.0");
      headers.put("ce_type", type.wireType());
      headers.put("ce_source", "/offshoot/test");
      headers.put("ce_id", UUID.randomUUID().toString());
      headers.put("ce_subject", "orders");
      headers.put("ce_time", Instant.now().toString());
      headers.put("ce_expansionid", expansion);
      headers.forEach(
          (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(record).get(20, TimeUnit.SECONDS);
    }
  }

  /** The first event of this type about this expansion. */
  JsonNode await(String expansion, EventType type) {
    return ContractJson.read(
        recorder
            .await(
                SOON,
                record -> record.topic().equals(type.topic()) && record.text().contains(expansion))
            .text(),
        JsonNode.class);
  }

  String storedText() {
    StringBuilder text = new StringBuilder();
    try (var admin = store.admin(store.primary())) {
      var database = admin.client().getDatabase("installer-service");
      for (String name : database.listCollectionNames()) {
        database.getCollection(name).find().forEach(document -> text.append(document.toJson()));
      }
    }
    assertThat(text).isNotEmpty();
    return text.toString();
  }

  String eventsText() {
    StringBuilder text = new StringBuilder();
    recorder
        .records()
        .forEach(record -> text.append(record.headers()).append(record.text()).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    recorder.close();
    service.process().kill();
    set.close();
    store.close();
    kafka.close();
  }
}
