package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.systemtests.OffshootHttp.StreamedEvent;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call of the HTTP table, with its errors. */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
class HttpST {
  private static final String NAME = "called";
  private static final Duration SOON = Duration.ofMinutes(1);

  private final RunningOffshoot offshoot;
  private final OffshootHttp http;
  private final TestReplicaSet set = TestReplicaSet.builder().name(NAME).start();
  private String running = "";

  HttpST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    this.http = offshoot.http();
  }

  @BeforeAll
  void register() {
    Registration.of(offshoot, NAME, set);
    refusesAutomaticApproval();
    offshoot.secret("other-root", Registration.credential(TestReplicaSet.ROOT));
  }

  @AfterEach
  void cancelWhatRuns() {
    if (!running.isEmpty() && !offshoot.expansion(running).isOver()) {
      http.post("/expansions/" + running + "/cancellation", "{}");
      offshoot.await(running, SOON, "ROLLED_BACK");
    }
    running = "";
  }

  @AfterAll
  void stop() {
    set.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /deployments",
    "PUT, /deployments/x",
    "DELETE, /deployments/x",
    "POST, /deployments/x/observations",
    "POST, /expansions",
    "GET, /expansions",
    "GET, /expansions/x",
    "GET, /expansions/x/events",
    "POST, /expansions/x/approval",
    "POST, /expansions/x/cancellation",
    "GET, /hosts",
    "GET, /audit"
  })
  void everyCallNeedsTheToken(String method, String path) {
    for (String token : List.of("", "not-the-token")) {
      OffshootHttp stranger = http.withToken(token);
      Answer answer =
          switch (method) {
            case "GET" -> stranger.get(path);
            case "PUT" -> stranger.put(path, "{}");
            case "DELETE" -> stranger.delete(path);
            default -> stranger.post(path, "{}");
          };
      isProblem(answer, 401, "UNAUTHORIZED");
    }
  }

  @Test
  void deploymentsAreRegisteredChangedShownAndForgotten() {
    assertThat(http.get("/deployments").json().toString()).contains("\"" + NAME + "\"");
    assertThat(put(NAME, NAME + "-root").status()).isEqualTo(200);
    isProblem(put("another", NAME + "-root"), 409, "ALREADY_REGISTERED");
    isProblem(put(NAME, "no-such-secret"), 422, "UNKNOWN_SECRET");
    isProblem(
        http.put("/deployments/x", "{\"connectionString\": \"http://db1\"}"),
        400,
        "INVALID_CONNECTION_STRING");
    isProblem(
        http.put("/deployments/x", "{\"connectionString\": \"mongodb://u:p4ss@127.9.9.9/\"}"),
        422,
        "PASSWORD_IN_CONNECTION_STRING");
    isProblem(http.put("/deployments/x", "{\"wishes\": 1}"), 400, "UNKNOWN_FIELD");
    isProblem(
        http.put(
            "/deployments/x",
            "{\"connectionString\": \"mongodb://127.9.9.9/\", \"hostChecks\": \"no\"}"),
        400,
        "INVALID_REQUEST");
    isProblem(http.get("/deployments/nobody"), 404, "UNKNOWN_DEPLOYMENT");
    isProblem(http.delete("/deployments/nobody"), 404, "UNKNOWN_DEPLOYMENT");
  }

  @Test
  void observingAnswersWhatEveryMemberSays() {
    Answer observed = http.post("/deployments/called/observations", "{}");

    assertThat(observed.status()).as(observed.text()).isEqualTo(200);
    assertThat(observed.json().path("members")).hasSize(3);
    assertThat(observed.json().path("setName").asText()).isEqualTo(NAME);
    JsonNode shown = http.get("/deployments/called").json();
    assertThat(shown.path("observation").path("members")).hasSize(3);
    isProblem(http.post("/deployments/nobody/observations", "{}"), 404, "UNKNOWN_DEPLOYMENT");
  }

  @Test
  void wrongRequestsAreRefusedAtTheDoor() {
    isProblem(http.post("/expansions", request("nobody", "")), 404, "UNKNOWN_DEPLOYMENT");
    isProblem(http.post("/expansions", request(NAME, ", \"wishes\": 1")), 400, "UNKNOWN_FIELD");
    isProblem(
        http.post("/expansions", request(NAME, ", \"member\": {\"vote\": 1}")),
        400,
        "UNKNOWN_FIELD");
    isProblem(http.post("/expansions", request(NAME, ", \"add\": 0")), 400, "INVALID_REQUEST");
    isProblem(
        http.post("/expansions", request(NAME, ", \"approval\": \"maybe\"")),
        400,
        "INVALID_REQUEST");
    assertThat(http.post("/expansions", "{not json").status()).isEqualTo(400);
    isProblem(
        http.post("/expansions", request(NAME, ", \"approval\": \"automatic\"")),
        403,
        "AUTOMATIC_APPROVAL_NOT_ALLOWED");
    isProblem(
        http.get("/expansions/00000000-0000-4000-8000-000000000000"), 404, "UNKNOWN_EXPANSION");
  }

  @Test
  void oneExpansionRunsAtATimeAndDecisionsAreChecked() {
    running = offshoot.expand(request(NAME, ""));
    Expansion waiting = offshoot.await(running, SOON, "AWAITING_APPROVAL");

    isProblem(http.post("/expansions", request(NAME, "")), 409, "EXPANSION_IN_PROGRESS");
    isProblem(http.delete("/deployments/called"), 409, "EXPANSION_IN_PROGRESS");
    assertThat(put(NAME, NAME + "-root").status()).as("no change").isEqualTo(200);
    isProblem(put(NAME, "other-root"), 409, "EXPANSION_IN_PROGRESS");
    isProblem(
        http.post("/expansions/" + running + "/approval", "{\"planDigest\": \"00\"}"),
        409,
        "PLAN_CHANGED");
    assertThat(http.get("/expansions").json().toString()).contains(running);
    assertThat(waiting.step("plan")).isEqualTo("DONE");
    assertThat(waiting.plan().path("steps").size()).isGreaterThan(4);

    assertThat(http.post("/expansions/" + running + "/cancellation", "{}").status()).isEqualTo(202);
    offshoot.await(running, SOON, "ROLLED_BACK");
    isProblem(http.post("/expansions/" + running + "/cancellation", "{}"), 409, "EXPANSION_OVER");
    assertThat(
            http.post(
                    "/expansions/" + running + "/approval",
                    "{\"planDigest\": \"" + waiting.planDigest() + "\"}")
                .status())
        .isEqualTo(409);
  }

  @Test
  void theSameIdempotencyKeyIsTheSameExpansion() {
    String body = request(NAME, ", \"approval\": \"plan-only\"");
    Answer first = http.post("/expansions", body, "Idempotency-Key", "key-1");
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    String id = first.location().substring(first.location().lastIndexOf('/') + 1);
    offshoot.await(id, SOON, "PLANNED");

    Answer again = http.post("/expansions", body, "Idempotency-Key", "key-1");
    Answer other =
        http.post(
            "/expansions",
            request(NAME, ", \"approval\": \"plan-only\", \"add\": 2"),
            "Idempotency-Key",
            "key-1");

    assertThat(again.status()).as(again.text()).isEqualTo(202);
    assertThat(again.location()).isEqualTo(first.location());
    isProblem(other, 422, "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void theStoryIsStreamedAndResumed() {
    String id = offshoot.expand(request(NAME, ", \"approval\": \"plan-only\""));
    offshoot.await(id, SOON, "PLANNED");
    String path = "/expansions/" + id + "/events";

    List<StreamedEvent> all = http.events(path, "", 3);
    List<StreamedEvent> resumed = http.events(path, all.get(0).id(), 2);

    assertThat(all)
        .extracting(event -> Long.parseLong(event.id()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(resumed).isEqualTo(all.subList(1, 3));
    assertThat(all).allSatisfy(event -> assertThat(event.json().isObject()).isTrue());
  }

  @Test
  void hostsAndAuditCanBeRead() {
    String id = offshoot.expand(request(NAME, ", \"approval\": \"plan-only\""));
    offshoot.await(id, SOON, "PLANNED");

    assertThat(http.get("/hosts").status()).isEqualTo(200);
    Answer audit = http.get("/audit?deployment=called");
    assertThat(audit.status()).isEqualTo(200);
    assertThat(audit.text()).contains("DEPLOYMENT_REGISTERED").contains(id);
    assertThat(http.get("/q/openapi").text()).contains("/expansions/{id}/approval");
  }

  private void refusesAutomaticApproval() {
    assertThat(put(NAME, NAME + "-root").status()).isEqualTo(200);
  }

  private Answer put(String name, String credentials) {
    return http.put(
        "/deployments/" + name,
        "{\"connectionString\": \"%s\", \"credentials\": \"%s\", \"keyfile\": \"called-key\"}"
            .formatted(set.plainConnectionString(), credentials));
  }

  private static String request(String deployment, String more) {
    return "{\"deployment\": \"%s\"%s}".formatted(deployment, more);
  }

  private static void isProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText()).as("detail").hasSizeGreaterThan(10);
  }
}
