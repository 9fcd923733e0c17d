package dev.offshoot.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import dev.offshoot.stage.adapter.kafka.CloudEventRecords;
import dev.offshoot.testbed.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** The shipped jar on a real broker and a real store, and a plain HTTP client. */
final class RunningService implements AutoCloseable {

  static final Duration READY = Duration.ofSeconds(60);
  private static final String TOKEN = "a token for this test only";

  private final Path data;
  private final TestKafka kafka;
  private final EmbeddedStore store;
  private final ServiceProcess service;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> more;

  private RunningService(Path data, Map<String, String> more) {
    this.data = data;
    this.more = more;
    this.kafka = TestKafka.start();
    this.store = new EmbeddedStore(data, Tools.find());
    this.service =
        new ServiceProcess(
            data,
            "state-service",
            Path.of("target/state-service-runner.jar"),
            URI.create("http://127.0.0.1:" + KeptPort.choose()));
  }

  static RunningService start(Path data) throws IOException {
    return start(data, Map.of());
  }

  /** With more of the environment. */
  static RunningService start(Path data, Map<String, String> more) throws IOException {
    RunningService running = new RunningService(data, more);
    try {
      running.store.start();
      running.store.awaitReady(READY);
      Files.writeString(data.resolve("token"), TOKEN + "\n");
      Files.createDirectories(data.resolve("secrets"));
      running.up();
    } catch (IOException | RuntimeException e) {
      running.close();
      throw e;
    }
    return running;
  }

  void up() {
    Map<String, String> environment = new TreeMap<>(more);
    // One that was killed takes up its own work at once, instead of a lease's end later.
    environment.put("OFFSHOOT_WORK_INSTANCE", "the-only-one");
    environment.put("OFFSHOOT_STORE_URI", store.connectionString());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("OFFSHOOT_SECRETS_DIR", data.resolve("secrets").toString());
    environment.put("OFFSHOOT_DATA_DIR", data.toString());
    environment.put("OFFSHOOT_API_TOKEN_FILE", data.resolve("token").toString());
    environment.put("OFFSHOOT_STATE_OBSERVATION_INTERVAL", "PT1S");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(service.url().getPort()));
    service.start(environment);
    service.awaitReady(READY);
  }

  void secret(String name, String value) throws IOException {
    Files.writeString(data.resolve("secrets").resolve(name), value);
  }

  TestKafka kafka() {
    return kafka;
  }

  ServiceProcess process() {
    return service;
  }

  record Answer(int status, String text) {
    JsonNode json() {
      return ContractJson.read(text, JsonNode.class);
    }
  }

  Answer call(String method, String path, String body, String... headers) throws Exception {
    return send(
        request(path, headers)
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** A call with another token than the installation's; an empty one is not sent. */
  Answer callAs(String token, String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return send(
        token.isEmpty()
            ? request.build()
            : request.header("Authorization", "Bearer " + token).build());
  }

  URI url() {
    return service.url();
  }

  String storeConnectionString() {
    return store.connectionString();
  }

  Answer get(String path, String... headers) throws Exception {
    return call("GET", path, "", headers);
  }

  Answer stranger(String path, String... headers) throws Exception {
    return send(request(path, headers).GET().build());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(service.url().resolve(path)).timeout(Duration.ofSeconds(30));
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private Answer send(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  void publish(EventType type, String expansion, String deployment, Object payload)
      throws Exception {
    EventEnvelope event =
        new EventEnvelope(
            UUID.randomUUID().toString(),
            type,
            "/test",
            deployment,
            Instant.now(),
            expansion,
            null,
            ContractJson.tree(payload));
    byte[] value = event.data().toString().getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var unused =
          producer
              .send(
                  new ProducerRecord<>(
                      type.topic(), null, deployment, value, CloudEventRecords.headers(event)))
              .get();
    }
  }

  @Override
  public void close() {
    service.stop();
    store.stop();
    kafka.close();
  }
}
