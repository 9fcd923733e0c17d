package dev.offshoot.installer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.testbed.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

  private static final String TOKEN = "the-one-time-token";

  @TempDir private static Path folder;
  private static RunningInstaller installer;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String expansion = UUID.randomUUID().toString();
  private final String hostId = UUID.randomUUID().toString();
  private BootedHost host;
  private String address;

  @BeforeAll
  static void startAll() throws IOException {
    installer = new RunningInstaller(folder, Map.of());
  }

  @AfterAll
  static void stopAll() {
    installer.close();
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

    // When
    host = boot();
    publish(EventType.RESOURCE_PROVISIONED, provisioned());
    JsonNode installed = await(EventType.BINARIES_INSTALLED);

    // Then
    assertThat(installed.at("/members/0/address").asText()).isEqualTo(address);
    assertThat(installed.at("/members/0/version").asText()).isEqualTo("6.0.5");
    assertThat(installed.at("/members/0/profile/cpus").asInt()).isPositive();
    assertThat(host.mongod()).isPresent();
    assertThat(installer.storedText())
        .doesNotContain(installer.set.keyfile())
        .doesNotContain(TOKEN);
    assertThat(installer.eventsText())
        .doesNotContain(installer.set.keyfile())
        .doesNotContain(TOKEN);

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

    // When a person wants what is left of it gone
    String removal = UUID.randomUUID().toString();
    installer.publish(
        removal,
        EventType.LEFTOVER_REMOVAL_REQUESTED,
        new LeftoverRemovalRequested(
            removal,
            Samples.deployment(),
            hostId,
            address,
            expansion,
            true,
            Instant.now(),
            "eva",
            null));

    // Then
    assertThat(installer.await(removal, EventType.LEFTOVER_FOUND_EMPTY).at("/hostRequestId"))
        .isEqualTo(removed.at("/hostRequestIds/0"));
  }

  @Test
  void aServiceThatIsKilledInTheMiddleEndsInTheSameState() throws Exception {
    // Given
    host = boot();
    publish(EventType.RESOURCE_PROVISIONED, provisioned());
    installer
        .recorder()
        .await(
            RunningInstaller.SOON,
            record ->
                record.topic().equals(EventType.SYNC_PROGRESSED.topic())
                    && record.text().contains(expansion));

    // When
    installer.killAndStart();
    JsonNode installed = await(EventType.BINARIES_INSTALLED);

    // Then
    assertThat(installed.at("/members/0/address").asText()).isEqualTo(address);
    assertThat(host.log().lines().filter(line -> line.contains("started mongod")).count())
        .isEqualTo(1);
  }

  @Test
  void artifactsAreForPeopleWithTheToken() throws Exception {
    // Given
    byte[] archive = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};
    String sha256 = Sha256.of(archive);

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
    installer
        .recorder()
        .await(
            RunningInstaller.SOON,
            record ->
                record.topic().equals(EventType.CATALOGUE_ANNOUNCED.topic())
                    && record.text().contains(sha256));
    assertThat(delete("/artifacts/" + sha256).statusCode()).isEqualTo(204);
    assertThat(delete("/artifacts/" + sha256).statusCode()).isEqualTo(404);
    assertThat(get("/artifacts/" + sha256).statusCode()).isEqualTo(401);
  }

  private BootedHost boot() throws IOException {
    JsonNode agent = installer.catalogue().get("agent");
    return BootedHost.boot(
        folder.resolve("hosts").resolve(hostId),
        new BootedHost.Boot(
            agent.get("url").asText(),
            agent.get("sha256").asText(),
            agent.get("authorities").asText(),
            TOKEN,
            hostId));
  }

  private ResourceProvisioned provisioned() {
    return installer.provisioned(
        expansion,
        Samples.host(hostId, 1, address, Sha256.of(TOKEN.getBytes(StandardCharsets.UTF_8))));
  }

  private void publish(EventType type, Record payload) throws Exception {
    installer.publish(expansion, type, payload);
  }

  private JsonNode await(EventType type) throws IOException {
    try {
      return installer.await(expansion, type);
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage() + "\nagent.log:\n" + host.log() + "\nevents:\n" + installer.eventsText(),
          e);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(installer.url() + path)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, byte[] body, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(installer.url() + path))
            .header("Authorization", "Bearer " + token)
            .PUT(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> delete(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(installer.url() + path))
            .header("Authorization", "Bearer people")
            .DELETE()
            .build(),
        BodyHandlers.ofString());
  }
}
