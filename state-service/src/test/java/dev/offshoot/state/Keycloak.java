package dev.offshoot.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.embedded.KeptPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real issuer of OpenID Connect: Keycloak with one realm, two people and one client. */
final class Keycloak implements AutoCloseable {

  private static final Duration UP = Duration.ofMinutes(10);

  private static final String REALM =
      """
      {"realm":"ops","enabled":true,"sslRequired":"none","accessTokenLifespan":120,
       "roles":{"realm":[{"name":"offshoot-look"},{"name":"offshoot-approve"}]},
       "users":[
         {"username":"eva","enabled":true,"email":"eva@example.com","firstName":"Eva","lastName":"E",
          "credentials":[{"type":"password","value":"eva's"}],"realmRoles":["offshoot-approve"]},
         {"username":"tom","enabled":true,"email":"tom@example.com","firstName":"Tom","lastName":"T",
          "credentials":[{"type":"password","value":"tom's"}],"realmRoles":["offshoot-look"]}],
       "clients":[
         {"clientId":"offshoot","enabled":true,"bearerOnly":true},
         {"clientId":"shell","enabled":true,"publicClient":true,"directAccessGrantsEnabled":true,
          "protocolMappers":[{"name":"audience","protocol":"openid-connect",
            "protocolMapper":"oidc-audience-mapper",
            "config":{"included.client.audience":"offshoot","access.token.claim":"true"}}]},
         {"clientId":"other","enabled":true,"publicClient":true,"directAccessGrantsEnabled":true}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = KeptPort.choose();
  private final Process process;

  /** From the unpacked distribution, which it writes into. */
  Keycloak(Path distribution) throws IOException {
    Path realm = Files.createDirectories(distribution.resolve("data/import")).resolve("ops.json");
    Files.writeString(realm, REALM);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                distribution.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(distribution.resolve("log").toFile())
            .start();
    try {
      Awaitility.await().atMost(UP).pollInterval(Duration.ofSeconds(1)).until(this::answers);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + port + "/realms/ops");
  }

  private boolean answers() throws Exception {
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak ended; see its log");
    }
    URI at = URI.create(issuer() + "/.well-known/openid-configuration");
    try {
      return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString()).statusCode()
          == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** An access token of this person, got through this client. */
  String token(String person, String client) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=password&scope=openid&client_id=%s&username=%s&password=%s%%27s"
                        .formatted(client, person, person)))
            .build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    return ContractJson.read(answer, JsonNode.class).path("access_token").asText();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
