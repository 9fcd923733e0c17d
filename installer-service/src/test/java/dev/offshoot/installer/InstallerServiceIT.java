package dev.offshoot.installer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.RequestSignature;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.Loopback;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestKafka;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service with real Kafka, a real store, a real set, and hosts booted by user-data.
 */
class InstallerServiceIT {

  private static final Path JAR = Path.of("target/installer-service-runner.jar");
  private static final Path IMAGE = Path.of("../agent/target/offshoot-agent-image.tar.gz");
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String TOKEN = "the-one-time-token";

  @TempDir private static Path folder;
  private static TestKafka kafka;
  private static TestReplicaSet store;
  private static TestReplicaSet set;
  private static EventRecorder recorder;
  private static ServiceProcess service;
  private static String url;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String expansion = UUID.randomUUID().toString();
  private final String hostId = UUID.randomUUID().toString();
  private BootedHost host;
  private String address;

  @BeforeAll
  static void startAll() throws IOException {
    kafka = TestKafka.start();
    store = TestReplicaSet.builder().members(MemberSpec.voter()).withoutAuthentication().start();
    set = TestReplicaSet.builder().members(MemberSpec.voter()).start();
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/keyfile"), set.keyfile());
    Files.writeString(folder.resolve("api-token"), "people");
    int port = KeptPort.choose();
    url = "http://127.0.0.1:" + port;
    service = new ServiceProcess(folder, "installer-service", JAR, URI.create(url));
    startService(port);
    recorder = EventRecorder.start(kafka.bootstrapServers());
  }

  private static void startService(int port) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("OFFSHOOT_STORE_URI", store.connectionString());
    environment.put("OFFSHOOT_SECRETS_DIR", folder.resolve("secrets").toString());
    environment.put("OFFSHOOT_API_TOKEN_FILE", folder.resolve("api-token").toString());
    environment.put("OFFSHOOT_INSTALLER_DATA_DIR", folder.resolve("installer").toString());
    environment.put("OFFSHOOT_INSTALLER_MONGOD", Tools.find().mongod().toString());
    environment.put("OFFSHOOT_INSTALLER_AGENT_IMAGE", IMAGE.toAbsolutePath().toString());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    service.start(environment);
    service.awaitReady(SOON);
  }

  @AfterAll
  static void stopAll() {
    recorder.close();
    service.process().kill();
    set.close();
    store.close();
    kafka.close();
  }

  @BeforeEach
  void chooseAddress() {
    address = Loopback.address() + ":" + KeptPort.choose();
  }

  @AfterEach
  void stopHost() throws Exception {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void aBootedHostIsInstalledAndTakenBackWhenTheExpansionIsCancelled() throws Exception {
    // Given
    JsonNode catalogue = catalogue();

    // When
    host = boot(catalogue);
    publish(EventType.RESOURCE_PROVISIONED, provisioned(catalogue));
    JsonNode installed = await(EventType.BINARIES_INSTALLED);

    // Then
    assertThat(installed.at("/members/0/address").asText()).isEqualTo(address);
    assertThat(installed.at("/members/0/version").asText()).isEqualTo("6.0.5");
    assertThat(installed.at("/members/0/profile/cpus").asInt()).isPositive();
    assertThat(host.mongod()).isPresent();
    assertThat(storedText()).doesNotContain(set.keyfile()).doesNotContain(TOKEN);
    assertThat(eventsText()).doesNotContain(set.keyfile()).doesNotContain(TOKEN);

    // When
    publish(
        EventType.EXPANSION_ABORTED,
        new ExpansionAborted(
            expansion, Samples.deployment(), new Cause("x", "CANCELLED", "d", "r"), "someone"));
    publish(
        EventType.MEMBER_REMOVED,
        new MemberRemoved(expansion, Samples.deployment(), List.of(), 1L, 1L));
    JsonNode removed = await(EventType.BINARIES_REMOVED);

    // Then
    assertThat(removed.at("/hostRequestIds/0").asText()).isEqualTo(hostId);
    assertThat(host.mongod()).isEmpty();
    assertThat(host.folder().resolve("mongod")).doesNotExist();
    assertThat(host.folder().resolve("kept/log/mongod.log")).isNotEmptyFile();
    assertThat(host.agent().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aServiceThatIsKilledInTheMiddleEndsInTheSameState() throws Exception {
    // Given
    JsonNode catalogue = catalogue();
    host = boot(catalogue);
    publish(EventType.RESOURCE_PROVISIONED, provisioned(catalogue));
    recorder.await(
        SOON,
        record ->
            record.topic().equals(EventType.SYNC_PROGRESSED.topic())
                && record.text().contains(expansion));

    // When
    service.process().kill();
    startService(URI.create(url).getPort());
    JsonNode installed = await(EventType.BINARIES_INSTALLED);

    // Then
    assertThat(installed.at("/members/0/address").asText()).isEqualTo(address);
    assertThat(host.log().lines().filter(line -> line.contains("started mongod")).count())
        .isEqualTo(1);
  }

  @Test
  void aTokenBelongsToTheFirstKeyThatUsesIt() throws Exception {
    // Given
    JsonNode catalogue = catalogue();
    assertThat(enrol(newKey()).statusCode()).isEqualTo(404);
    host = boot(catalogue);
    publish(EventType.RESOURCE_PROVISIONED, provisioned(catalogue));
    var unused = await(EventType.BINARIES_INSTALLED);

    // When
    HttpResponse<String> second = enrol(newKey());

    // Then
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(second.body()).contains("ENROLMENT_REFUSED");
    assertThat(get("/agents/" + hostId + "/goal?after=-1").statusCode()).isEqualTo(401);
  }

  @Test
  void artifactsAreForPeopleWithTheToken() throws Exception {
    // Given
    byte[] archive = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};
    String sha256 = RequestSignature.sha256(archive);

    // When
    HttpResponse<String> refused = put("/artifacts?version=7.0.1", archive, "wrong");
    HttpResponse<String> noProgram =
        put("/artifacts?version=7.0.1", new byte[] {1, 2, 3, 4}, "people");
    HttpResponse<String> added = put("/artifacts?version=7.0.1", archive, "people");

    // Then
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(noProgram.statusCode()).isEqualTo(422);
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body()).contains(sha256).contains("\"kind\":\"archive\"");
    recorder.await(
        SOON,
        record ->
            record.topic().equals(EventType.CATALOGUE_ANNOUNCED.topic())
                && record.text().contains(sha256));
    assertThat(delete("/artifacts/" + sha256).statusCode()).isEqualTo(204);
    assertThat(delete("/artifacts/" + sha256).statusCode()).isEqualTo(404);
    assertThat(get("/artifacts/" + sha256).statusCode()).isEqualTo(401);
  }

  private BootedHost boot(JsonNode catalogue) throws IOException {
    return BootedHost.boot(
        folder.resolve("hosts").resolve(hostId),
        new BootedHost.Boot(
            catalogue.at("/agent/url").asText(),
            catalogue.at("/agent/sha256").asText(),
            TOKEN,
            hostId));
  }

  private JsonNode catalogue() {
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

  private ResourceProvisioned provisioned(JsonNode catalogue) {
    String replicaSetId =
        set.configuration()
            .get("settings", Document.class)
            .getObjectId("replicaSetId")
            .toHexString();
    JsonNode mongod = catalogue.get("artifacts").get(0);
    ProvisionedHost provisioned =
        Samples.host(
            hostId, 1, address, RequestSignature.sha256(TOKEN.getBytes(StandardCharsets.UTF_8)));
    ResourceProvisioned sample =
        Samples.provisioned(
            new Samples.Wanted(
                set.name(),
                replicaSetId,
                List.of(set.primary().address()),
                mongod.get("sha256").asText(),
                mongod.get("version").asText()),
            provisioned);
    return new ResourceProvisioned(
        expansion, sample.deployment(), sample.request(), sample.plan(), sample.hosts());
  }

  private void publish(EventType type, Record payload) throws Exception {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
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

  private JsonNode await(EventType type) throws IOException {
    try {
      return ContractJson.read(
          recorder
              .await(
                  SOON,
                  record ->
                      record.topic().equals(type.topic()) && record.text().contains(expansion))
              .text(),
          JsonNode.class);
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage() + "\nagent.log:\n" + host.log() + "\nevents:\n" + eventsText(), e);
    }
  }

  private static String storedText() {
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

  private static String eventsText() {
    StringBuilder text = new StringBuilder();
    recorder
        .records()
        .forEach(record -> text.append(record.headers()).append(record.text()).append('\n'));
    return text.toString();
  }

  private static String newKey() throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
  }

  private HttpResponse<String> enrol(String publicKey) throws Exception {
    String body = ContractJson.text(new Enrolment(hostId, new Secret(TOKEN), publicKey));
    return http.send(
        HttpRequest.newBuilder(URI.create(url + "/agents/enrolments"))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, byte[] body, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .PUT(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> delete(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer people")
            .DELETE()
            .build(),
        BodyHandlers.ofString());
  }
}
