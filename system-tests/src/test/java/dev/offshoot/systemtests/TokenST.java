package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.embedded.Poll;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens as people make them, at both services that people call, and what answers without one. */
@ExtendWith(SharedOffshoot.class)
class TokenST {

  private final RunningOffshoot offshoot;

  TokenST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @Test
  void aTokenIsShownOnceCountsAtOnceAndIsAuditedUntilItIsRemoved() throws IOException {
    // When
    String token =
        offshoot.commandLine().run("token", "add", "eva", "--role", "plan").orFail().strip();
    OffshootHttp eva = offshoot.http().withToken(token);

    // Then
    assertThat(offshoot.commandLine().run("token", "list").orFail())
        .contains("eva", "plan")
        .doesNotContain(token);
    Path file = offshoot.dataDir().resolve("secrets/api-tokens");
    assertThat(Files.readString(file)).contains("eva").doesNotContain(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(soon(eva, 200)).isTrue();
    assertThat(eva.delete("/deployments/nobody").code()).isEqualTo("ROLE_MISSING");
    OffshootHttp artifacts = new OffshootHttp(url("installer-service"), token);
    assertThat(artifacts.get("/artifacts").status()).isEqualTo(200);
    assertThat(artifacts.delete("/artifacts/00").code()).isEqualTo("ROLE_MISSING");
    assertThat(artifacts.withToken("").get("/artifacts").status()).isEqualTo(401);

    // When
    offshoot.commandLine().run("token", "remove", "eva").orFail();

    // Then
    assertThat(soon(eva, 401)).isTrue();
    assertThat(offshoot.commandLine().run("audit").orFail())
        .contains("TOKEN_ADDED", "TOKEN_REMOVED", "CALL_REFUSED", "eva");
    assertThat(offshoot.commandLine().run("audit", "--verify").orFail())
        .contains("each follows the one before");
    assertThat(
            offshoot.commandLine().run("audit", "--verify", "--head", "1:" + "0".repeat(64)).exit())
        .isEqualTo(1);
    assertThat(offshoot.commandLine().run("token", "add", "api-token", "--role", "look").exit())
        .isEqualTo(2);
    assertThat(offshoot.commandLine().run("token", "add", "eva", "--role", "root").exit())
        .isEqualTo(2);
  }

  @Test
  void withoutATokenOnlyHealthMetricsTheApisFormAndTheWayToJoinAnswer() {
    Set<String> open = new TreeSet<>();
    for (String service : RunningOffshoot.SERVICES) {
      OffshootHttp stranger = new OffshootHttp(url(service), "");
      for (String path :
          new String[] {
            "/",
            "/q",
            "/q/",
            "/q/health",
            "/q/health/live",
            "/q/health/ready",
            "/q/metrics",
            "/q/openapi",
            "/q/swagger-ui",
            "/q/dev",
            "/q/info",
            "/q/arc",
            "/q/health-ui",
            "/deployments",
            "/expansions",
            "/audit",
            "/audit/chain",
            "/hosts",
            "/artifacts",
            "/artifacts/00",
            "/agent-image",
            "/join",
            "/join.sh",
            "/agents/x/goal"
          }) {
        if (stranger.get(path).status() < 400) {
          open.add(service + path);
        }
      }
    }

    Set<String> meant = new TreeSet<>(Set.of("state-service/q/openapi", "installer-service/join"));
    for (String service : RunningOffshoot.SERVICES) {
      for (String path :
          new String[] {"/q/health", "/q/health/live", "/q/health/ready", "/q/metrics"}) {
        meant.add(service + path);
      }
    }
    assertThat(open).isEqualTo(meant);
  }

  private URI url(String service) {
    for (JsonNode each : offshoot.status().path("services")) {
      if (each.path("name").asText().equals(service)) {
        return URI.create(each.path("url").asText());
      }
    }
    throw new IllegalStateException("no service " + service);
  }

  private static boolean soon(OffshootHttp http, int status) {
    return Poll.until(Duration.ofMinutes(1), () -> http.get("/hosts").status() == status);
  }
}
