package dev.offshoot.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.access.adapter.TokenText;
import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.access.domain.ApiTokens;
import dev.offshoot.access.domain.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/**
 * The HTTP API as its OpenAPI document tells it, called by strangers and by tokens of each role.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpFuzzIT {

  private static final int SEED = Integer.getInteger("offshoot.fuzz.seed", 4711);
  private static final int EXAMPLES = Integer.getInteger("offshoot.fuzz.examples", 25);
  private static final String PLAIN = "not_a_server_error";
  private static final String CONFORMING =
      "not_a_server_error,status_code_conformance,content_type_conformance,"
          + "response_schema_conformance";
  private static final ApiToken.Change AT =
      new ApiToken.Change(Instant.parse("2026-01-01T00:00:00Z"), "root");

  private ApiTokens tokens = ApiTokens.NONE;
  private RunningService service;
  private ApiFuzzer fuzzer;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    for (Role role : Role.values()) {
      tokens = tokens.with(token(role.word() + "er", role, role.word() + "-token"));
    }
    service = RunningService.start(data);
    keep();
    Path reports = Files.createDirectories(Path.of("target/fuzz").toAbsolutePath());
    fuzzer = new ApiFuzzer(reports, service.url());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  @Order(1)
  void everyCallOfTheDocumentNeedsATokenThatCounts() throws Exception {
    List<String> calls = new ArrayList<>();
    JsonNode document = service.get("/q/openapi?format=json").json();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
        String concrete = path.getKey().replaceAll("\\{\\w+}", "x");
        for (String token : List.of("", "wrong", ApiToken.hash("look-token"))) {
          RunningService.Answer answer = service.callAs(token, method, concrete, "{}");
          assertThat(answer.status()).as(method + " " + concrete).isEqualTo(401);
          assertThat(answer.json().path("code").asText()).isEqualTo("UNAUTHORIZED");
        }
        calls.add(method + " " + concrete);
      }
    }
    assertThat(calls).hasSizeGreaterThan(12).contains("DELETE /hosts/x", "GET /audit/chain");
  }

  @Test
  @Order(2)
  void aStrangerReadsAndChangesNothing() throws Exception {
    ApiFuzzer.Found found = fuzzer.run("stranger", "", PLAIN, EXAMPLES, SEED);

    assertThat(found.exit()).as(found.report()).isZero();
    assertThat(found.calls())
        .hasSizeGreaterThan(100)
        .filteredOn(call -> call.status() != 401)
        .allMatch(call -> call.status() == 400 || call.status() == 405 || call.status() == 501);
  }

  @Test
  @Order(3)
  void aTokenThatMayLookChangesNothing() throws Exception {
    ApiFuzzer.Found found = fuzzer.run("look", "look-token", CONFORMING, EXAMPLES, SEED);

    assertThat(found.exit()).as(found.report()).isZero();
    assertThat(found.calls())
        .filteredOn(call -> !call.method().equals("GET") && !call.method().equals("HEAD"))
        .hasSizeGreaterThan(50)
        .allMatch(call -> call.status() >= 400 || call.method().equals("OPTIONS"));
    assertThat(service.get("/deployments").json()).isEmpty();
    assertThat(service.get("/expansions").json()).isEmpty();
    for (JsonNode entry : service.get("/audit").json()) {
      assertThat(entry.path("action").asText()).isIn("TOKEN_ADDED", "CALL_REFUSED");
    }
    assertThat(service.get("/audit").text()).contains("\"by\":\"looker\"");
  }

  @Test
  @Order(4)
  void rolesAllowWhatTheTableSaysAndNoMore() throws Exception {
    for (String[] call :
        new String[][] {
          {"PUT", "/deployments/x", "{}", "approve"},
          {"DELETE", "/deployments/x", "", "approve"},
          {"POST", "/deployments/x/observations", "", "plan"},
          {"POST", "/expansions", ask("plan-only", "\"ADDRESS_IS_IP\""), "plan"},
          {"POST", "/expansions", ask("required", ""), "plan"},
          {"POST", "/expansions", ask("required", "\"ADDRESS_IS_IP\""), "approve"},
          {"POST", "/expansions", ask("automatic", ""), "approve"},
          {"POST", "/expansions/x/approval", "{\"planDigest\":\"d\"}", "approve"},
          {"POST", "/expansions/x/cancellation", "", "approve"},
          {"DELETE", "/hosts/x", "", "approve"}
        }) {
      Role needed = Role.of(call[3]).orElseThrow();
      for (Role role : Role.values()) {
        RunningService.Answer answer =
            service.callAs(role.word() + "-token", call[0], call[1], call[2]);
        boolean missing = answer.json().path("code").asText().equals("ROLE_MISSING");
        assertThat(missing)
            .as(role + ": " + call[0] + " " + call[1] + " " + call[2] + ": " + answer)
            .isEqualTo(!role.includes(needed));
        assertThat(answer.status()).isEqualTo(missing ? 403 : answer.status()).isLessThan(500);
      }
    }
    assertThat(service.callAs("look-token", "GET", "/hosts", "").status()).isEqualTo(200);
  }

  @Test
  @Order(5)
  void aTokenThatMayDoEverythingFindsNoServerError() throws Exception {
    ApiFuzzer.Found found = fuzzer.run("approve", "approve-token", CONFORMING, EXAMPLES, SEED);

    assertThat(found.exit()).as(found.report()).isZero();
    assertThat(found.calls()).anyMatch(call -> call.status() == 200);
  }

  @Test
  @Order(6)
  void aRemovedTokenStopsCountingAndTheAuditSaysSo() throws Exception {
    tokens = tokens.without("looker", AT);
    keep();

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> service.callAs("look-token", "GET", "/hosts", "").status() == 401);
    assertThat(service.get("/audit").text()).contains("TOKEN_REMOVED");
  }

  @Test
  @Order(7)
  void anEntryOfTheAuditThatWasChangedInTheStoreShows() throws Exception {
    JsonNode intact = service.get("/audit/chain?number=2").json();
    assertThat(intact.path("intact").asBoolean()).as(intact.toString()).isTrue();
    assertThat(intact.path("askedHash").asText()).hasSize(64);

    try (MongoClient store = MongoClients.create(service.storeConnectionString())) {
      var audit = store.getDatabase("state-service").getCollection("audit");
      var done =
          Mono.from(audit.updateOne(Filters.eq("number", 2L), Updates.set("entry", "{}")))
              .block(Duration.ofSeconds(10));
      assertThat(done).isNotNull();
      assertThat(done.getModifiedCount()).isEqualTo(1);
    }

    JsonNode changed = service.get("/audit/chain").json();
    assertThat(changed.path("intact").asBoolean()).isFalse();
    assertThat(changed.path("broken").asLong()).isEqualTo(2);
  }

  private static String ask(String approval, String accepted) {
    return "{\"deployment\":\"nobody\",\"approval\":\"%s\",\"accept\":[%s]}"
        .formatted(approval, accepted);
  }

  private static ApiToken token(String name, Role role, String token) {
    return new ApiToken(name, role, ApiToken.hash(token), AT, null);
  }

  private void keep() throws Exception {
    service.secret("api-tokens", TokenText.write(tokens));
  }
}
