package dev.offshoot.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.Leftover;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.contracts.MemberAdded;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.contracts.StateObserved;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is shipped, with a real set, a real broker and a real store. */
class StateServiceIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void itObservesFollowsDecidesAndCloses(@TempDir Path data) throws Exception {
    try (TestReplicaSet set = TestReplicaSet.builder().start();
        RunningService service = RunningService.start(data);
        EventRecorder events = EventRecorder.start(service.kafka().bootstrapServers())) {
      service.secret("orders-root", "root:root-password");
      service.secret("orders-key", set.keyfile());

      registrationIsCheckedAndBindsTheSet(service, set);
      String completed = anExpansionIsFollowedToItsEnd(service, events);
      theStoryIsResumable(service, completed);
      aCancelledOneEndsRolledBack(service, events);
      foreignRequestsAreTheSame(service, events);
      whatIsLeftAtProvidersIsShownAsItWasSeenLast(service);
      aKilledServiceGoesOn(service, events);
    }
  }

  private static void registrationIsCheckedAndBindsTheSet(
      RunningService service, TestReplicaSet set) throws Exception {
    // When
    String uri = set.plainConnectionString();
    String body = body(uri, true);

    // Then
    assertThat(service.stranger("/deployments").status()).isEqualTo(401);
    assertThat(service.stranger("/nowhere").text())
        .contains("UNAUTHORIZED")
        .doesNotContain("nowhere");
    assertThat(service.stranger("/q/openapi").text()).contains("/expansions/{id}/approval");
    problem(service.call("PUT", "/deployments/orders", "{\"uri\":1}"), 400, "UNKNOWN_FIELD");
    problem(
        service.call("PUT", "/deployments/orders", "{\"connectionString\":\"nonsense\"}"),
        400,
        "INVALID_CONNECTION_STRING");
    problem(
        service.call("PUT", "/deployments/orders", body(set.connectionString(), true)),
        422,
        "PASSWORD_IN_CONNECTION_STRING");
    problem(
        service.call("PUT", "/deployments/orders", body.replace("orders-key", "absent")),
        422,
        "UNKNOWN_SECRET");
    assertThat(service.call("PUT", "/deployments/orders", body).status()).isEqualTo(201);
    assertThat(service.call("PUT", "/deployments/orders", body).status()).isEqualTo(200);
    problem(service.call("PUT", "/deployments/again", body), 409, "ALREADY_REGISTERED");
    JsonNode observation = service.call("POST", "/deployments/orders/observations", "").json();
    assertThat(observation.path("members")).hasSize(3);
    assertThat(observation.path("problems")).isEmpty();
    assertThat(service.get("/deployments/orders").json().path("observation").path("primary"))
        .isEqualTo(observation.path("primary"));
  }

  private static String anExpansionIsFollowedToItsEnd(RunningService service, EventRecorder events)
      throws Exception {
    // When
    String ask = "{\"deployment\":\"orders\",\"member\":{\"votes\":1}}";
    RunningService.Answer asked =
        service.call("POST", "/expansions", ask, "Idempotency-Key", "k1", "Offshoot-Caller", "eva");
    String id = asked.json().path("id").asText();

    // Then
    assertThat(asked.status()).isEqualTo(202);
    assertThat(
            service
                .call("POST", "/expansions", ask, "Idempotency-Key", "k1", "Offshoot-Caller", "eva")
                .json()
                .path("id")
                .asText())
        .isEqualTo(id);
    problem(
        service.call(
            "POST",
            "/expansions",
            ask.replace("1", "0"),
            "Idempotency-Key",
            "k1",
            "Offshoot-Caller",
            "eva"),
        422,
        "IDEMPOTENCY_KEY_REUSED");
    problem(service.call("POST", "/expansions", ask), 409, "EXPANSION_IN_PROGRESS");
    problem(service.call("DELETE", "/deployments/orders", ""), 409, "EXPANSION_IN_PROGRESS");
    problem(
        service.call("POST", "/expansions", "{\"deployment\":\"orders\",\"ad\":2}"),
        400,
        "UNKNOWN_FIELD");

    // When
    DeploymentReference deployment = observed(events, id).deployment();
    service.publish(EventType.PLAN_CREATED, id, "orders", planned(id, deployment));
    awaitStatus(service, id, "AWAITING_APPROVAL");

    // Then
    problem(approve(service, id, "another"), 409, "PLAN_CHANGED");
    assertThat(approve(service, id, "d1").status()).isEqualTo(202);
    events.await(SOON, e -> e.topic().equals(EventType.PLAN_APPROVED.topic()));
    awaitStatus(service, id, "PROVISIONING");

    // When
    service.publish(EventType.RESOURCE_PROVISIONED, id, "orders", provisioned(id, deployment));
    service.publish(
        EventType.MEMBER_ADDED, id, "orders", new MemberAdded(id, "orders", 3, "h:1", 4, 1));
    service.publish(
        EventType.SYNC_PROGRESSED,
        id,
        "orders",
        new SyncProgressed(id, "orders", "verify", "comparing", List.of(), null, Instant.now()));
    awaitStatus(service, id, "VERIFYING");
    service.publish(
        EventType.SYNC_COMPLETED,
        id,
        "orders",
        new SyncCompleted(
            id, deployment, request(events, id), List.of(), List.of(), List.of(), List.of()));
    awaitStatus(service, id, "COMPLETED");

    // Then
    events.await(SOON, e -> e.topic().equals(EventType.EXPANSION_CLOSED.topic()));
    problem(service.call("POST", "/expansions/" + id + "/cancellation", ""), 409, "EXPANSION_OVER");
    assertThat(service.get("/audit?deployment=orders").text())
        .contains(
            "DEPLOYMENT_REGISTERED", "EXPANSION_REQUESTED", "\"api-token (eva)\"", "PLAN_APPROVED");
    return id;
  }

  private static void theStoryIsResumable(RunningService service, String id) throws Exception {
    // When
    String whole = service.get("/expansions/" + id + "/events").text();
    String rest = service.get("/expansions/" + id + "/events", "Last-Event-ID", "2").text();

    // Then
    assertThat(whole)
        .contains("id:1\n", "id:2\n", "id:3\n", "api-token (eva) asked for 1 more member");
    assertThat(rest).doesNotContain("id:2\n").contains("id:3\n");
  }

  private static void aCancelledOneEndsRolledBack(RunningService service, EventRecorder events)
      throws Exception {
    // Given
    String id =
        service
            .call("POST", "/expansions", "{\"deployment\":\"orders\"}")
            .json()
            .path("id")
            .asText();
    DeploymentReference deployment = observed(events, id).deployment();

    // When
    assertThat(service.call("POST", "/expansions/" + id + "/cancellation", "").status())
        .isEqualTo(202);
    events.await(
        SOON,
        e ->
            e.topic().equals(EventType.EXPANSION_ABORTED.topic())
                && e.attribute("expansionid").equals(id));
    awaitStatus(service, id, "ROLLING_BACK");
    service.publish(
        EventType.RESOURCE_RELEASED, id, "orders", new ResourceReleased(id, deployment, List.of()));

    // Then
    JsonNode over = awaitStatus(service, id, "ROLLED_BACK");
    assertThat(over.path("cancellationRequested").asBoolean()).isTrue();
    assertThat(over.path("failure").path("code").asText()).isEqualTo("CANCELLED");
  }

  private static void foreignRequestsAreTheSame(RunningService service, EventRecorder events)
      throws Exception {
    // When
    String unknownField = UUID.randomUUID().toString();
    String unknownSet = UUID.randomUUID().toString();
    service.publish(
        EventType.EXPANSION_REQUESTED,
        unknownField,
        "orders",
        Map.of("expansionId", unknownField, "deployment", "orders", "adds", 1));
    service.publish(
        EventType.EXPANSION_REQUESTED,
        unknownSet,
        "nobody",
        Map.of("expansionId", unknownSet, "deployment", "nobody"));

    // Then
    assertThat(closed(events, unknownField).path("code").asText()).isEqualTo("UNKNOWN_FIELD");
    assertThat(closed(events, unknownSet).path("code").asText()).isEqualTo("UNKNOWN_DEPLOYMENT");
    awaitStatus(service, unknownSet, "REJECTED");
  }

  private static void whatIsLeftAtProvidersIsShownAsItWasSeenLast(RunningService service)
      throws Exception {
    // When the later look comes first
    service.publish(
        EventType.LEFTOVERS_FOUND, UUID.randomUUID().toString(), "other", left(20, "vol-2"));
    service.publish(
        EventType.LEFTOVERS_FOUND, UUID.randomUUID().toString(), "other", left(10, "vol-1"));
    service.publish(
        EventType.LEFTOVERS_FOUND, UUID.randomUUID().toString(), "other", left(30, "vol-3"));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        service
                            .get("/hosts/leftovers")
                            .json()
                            .at("/0/leftovers/0/reference")
                            .asText())
                    .isEqualTo("vol-3"));
    assertThat(service.get("/hosts/leftovers").json()).hasSize(1);
    assertThat(service.stranger("/hosts/leftovers").status()).isEqualTo(401);
    assertThat(service.call("DELETE", "/hosts/leftovers/vol-1", "").json().path("code").asText())
        .isEqualTo("UNKNOWN_LEFTOVER");
    assertThat(service.call("DELETE", "/hosts/leftovers/vol-3", "").json().path("code").asText())
        .isEqualTo("LEFTOVER_NOT_OURS");
    assertThat(service.get("/hosts/leftovers/removals").json()).isEmpty();
  }

  private static LeftoversFound left(int second, String reference) {
    return new LeftoversFound(
        "other",
        Instant.ofEpochSecond(second),
        List.of(
            new Leftover(
                "aws",
                "VOLUME",
                reference,
                "host-1",
                null,
                "available",
                "UNKNOWN",
                null,
                "nobody asked for it")),
        List.of());
  }

  private static void aKilledServiceGoesOn(RunningService service, EventRecorder events)
      throws Exception {
    // Given
    String id = UUID.randomUUID().toString();
    service.publish(
        EventType.EXPANSION_REQUESTED,
        id,
        "orders",
        Map.of("expansionId", id, "deployment", "orders", "approval", "plan-only"));
    DeploymentReference deployment = observed(events, id).deployment();
    service.process().process().kill();
    JsonNode plan = planned(id, deployment);
    ((ObjectNode) plan).put("approval", "plan-only");
    service.publish(EventType.PLAN_CREATED, id, "orders", plan);

    // When
    service.up();

    // Then
    assertThat(closed(events, id).path("outcome").asText()).isEqualTo("PLANNED");
    assertThat(
            events.records(EventType.STATE_OBSERVED.topic()).stream()
                .filter(e -> e.attribute("expansionid").equals(id))
                .map(e -> e.attribute("id"))
                .distinct())
        .hasSize(1);
  }

  private static RunningService.Answer approve(RunningService service, String id, String digest)
      throws Exception {
    return service.call(
        "POST", "/expansions/" + id + "/approval", "{\"planDigest\":\"" + digest + "\"}");
  }

  private static JsonNode planned(String id, DeploymentReference deployment) {
    JsonNode plan =
        ContractJson.read(
            """
            {"id":"p-1","digest":"d1","goal":"add 1","toAdd":[{"memberId":3,"address":"h:1"}],
             "steps":[{"number":1,"name":"reconfig","does":"adds","touchesSet":true,"undo":"rs.remove",
                       "byHand":["rs.add by hand"]}]}
            """,
            JsonNode.class);
    return ContractJson.tree(
        new PlanCreated(
            id,
            deployment,
            new ExpansionRequest("orders", 1, "required", null, null, List.of(), List.of()),
            "required",
            plan));
  }

  private static ExpansionRequest request(EventRecorder events, String id) {
    return observed(events, id).request();
  }

  private static ResourceProvisioned provisioned(String id, DeploymentReference deployment) {
    ProvisionedHost host =
        new ProvisionedHost(
            "host-1", 3, "local", null, "h:1", "/hosts/1", "hash", Instant.EPOCH, null);
    return new ResourceProvisioned(
        id,
        deployment,
        new ExpansionRequest("orders", 1, "required", null, null, List.of(), List.of()),
        ContractJson.LENIENT.createObjectNode(),
        List.of(host));
  }

  private static StateObserved observed(EventRecorder events, String id) {
    return ContractJson.read(
        events
            .await(
                SOON,
                e ->
                    e.topic().equals(EventType.STATE_OBSERVED.topic())
                        && e.attribute("expansionid").equals(id))
            .text(),
        StateObserved.class);
  }

  private static JsonNode closed(EventRecorder events, String id) {
    return ContractJson.read(
        events
            .await(
                SOON,
                e ->
                    e.topic().equals(EventType.EXPANSION_CLOSED.topic())
                        && e.attribute("expansionid").equals(id))
            .text(),
        JsonNode.class);
  }

  private static JsonNode awaitStatus(RunningService service, String id, String status) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(service.get("/expansions/" + id).json().path("status").asText())
                    .isEqualTo(status));
    try {
      return service.get("/expansions/" + id).json();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String body(String uri, boolean automatic) {
    return """
    {"connectionString":"%s","credentials":"orders-root","keyfile":"orders-key","automaticApproval":%s}
    """
        .formatted(uri, automatic);
  }

  private static void problem(RunningService.Answer answer, int status, String code) {
    assertThat(answer.json().path("code").asText()).as(answer.text()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("remedy").asText()).isNotBlank();
  }
}
