package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.MemberAdded;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlanRejected;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.Refusal;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateStageTest {

  private static final ExpansionRequest ONE_MORE =
      new ExpansionRequest("orders", null, null, null, null, List.of(), List.of());

  private final StateFixture service = new StateFixture();

  @Test
  void anExpansionGoesItsWayAndFreesTheDeployment() {
    // Given
    String id = asked(null);

    // When
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.OBSERVED);
    assertThat(service.published(EventType.STATE_OBSERVED)).hasSize(1);

    // When
    planned(id, "required");
    service.driver.runUntilIdle(id, Duration.ofSeconds(30));
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.AWAITING_APPROVAL);
    assertThat(service.decide.approve(id, "d1", "eva")).isInstanceOf(Outcome.Done.class);
    service.run(id);

    // Then
    assertThat(service.published(EventType.PLAN_APPROVED)).hasSize(1);
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.PROVISIONING);

    // When
    provisioned(id);
    hear(EventType.MEMBER_ADDED, id, new MemberAdded(id, "orders", 3, "h:4", 5, 1));
    service.run(id);

    // Then
    assertThat(service.held.get(id))
        .singleElement()
        .satisfies(
            host -> assertThat(host.carries()).isEqualTo(new HeldHost.CarriedMember(3, "h:4")));

    // When
    completed(id);
    service.run(id);
    closes(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.COMPLETED);
    assertThat(service.expansions.active("orders")).isEmpty();
    assertThat(closed(id).path("outcome").asText()).isEqualTo("COMPLETED");
    assertThat(service.observations).as("once before, once after").isEqualTo(2);
    assertThat(service.driver.store().find(id).orElseThrow().direction())
        .isEqualTo(Direction.CLOSED);
    assertThat(service.audited.values().stream().map(AuditEntry::action))
        .contains(
            AuditEntry.Action.EXPANSION_REQUESTED,
            AuditEntry.Action.PLAN_APPROVED,
            AuditEntry.Action.MEMBER_ADDED,
            AuditEntry.Action.EXPANSION_CLOSED);
  }

  @Test
  void theEndWaitsForWhatAHostIsKnownByInWhateverOrderItIsHeard() {
    // Given
    String id = asked(null);
    service.run(id);

    // When
    completed(id);
    hear(EventType.MEMBER_ADDED, id, new MemberAdded(id, "orders", 3, "h:4", 5, 1));
    planned(id, "automatic");
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.COMPLETED);
    assertThat(service.published(EventType.EXPANSION_CLOSED)).isEmpty();

    // When
    provisioned(id);
    service.run(id);
    closes(id);

    // Then
    assertThat(service.held.get(id))
        .singleElement()
        .satisfies(
            host -> assertThat(host.carries()).isEqualTo(new HeldHost.CarriedMember(3, "h:4")));
    assertThat(service.expansions.active("orders")).isEmpty();
  }

  @Test
  void theStoryIsNumberedWithoutGapsAndToldOnce() {
    // Given
    String id = asked(null);
    service.run(id);
    planned(id, "automatic");
    planned(id, "automatic");

    // When
    service.run(id);
    service.run(id);

    // Then
    List<ExpansionStore.NumberedEntry> story = service.expansions.story(id, 0);
    assertThat(story.stream().map(ExpansionStore.NumberedEntry::number)).containsExactly(1, 2, 3);
    assertThat(service.expansions.story(id, 2)).hasSize(1);
  }

  @Test
  void aPlanNobodyApprovesExpiresAfterADay() {
    // Given
    String id = asked(null);
    service.run(id);
    planned(id, "required");

    // When
    service.driver.runUntilIdle(id, Duration.ofHours(25));

    // Then
    ExpansionAborted aborted = aborted(id);
    assertThat(aborted.cause().code()).isEqualTo("PLAN_EXPIRED");
    assertThat(service.driver.clock().instant())
        .isAfterOrEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(code(service.decide.approve(id, "d1", "eva")))
        .isEqualTo(ProblemCode.NOT_AWAITING_APPROVAL);
  }

  @Test
  void approvalNeedsTheDigestThatWasRead() {
    // Given
    String id = asked(null);
    service.run(id);
    assertThat(code(service.decide.approve(id, "d1", "eva")))
        .isEqualTo(ProblemCode.NOT_AWAITING_APPROVAL);
    planned(id, "required");

    // Then
    assertThat(code(service.decide.approve(id, "d2", "eva"))).isEqualTo(ProblemCode.PLAN_CHANGED);
    assertThat(service.decide.approve(id, "d1", "eva")).isInstanceOf(Outcome.Done.class);
    assertThat(service.decide.approve(id, "d1", "eva")).isInstanceOf(Outcome.Done.class);
    service.run(id);
    assertThat(service.published(EventType.PLAN_APPROVED)).hasSize(1);
  }

  @Test
  void aCancelledOneEndsRolledBackWithItsCause() {
    // Given
    String id = asked(null);
    service.run(id);

    // When
    assertThat(service.decide.cancel(id, "eva")).isInstanceOf(Outcome.Done.class);
    assertThat(service.decide.cancel(id, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(id);

    // Then
    assertThat(service.published(EventType.EXPANSION_ABORTED)).hasSize(1);
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.ROLLING_BACK);

    // When
    released(id);
    service.run(id);

    // Then
    ExpansionView view = service.view(id);
    assertThat(view.status()).isEqualTo(ExpansionStatus.ROLLED_BACK);
    assertThat(view.cancellationRequested()).isTrue();
    assertThat(Objects.requireNonNull(view.failure()).code()).isEqualTo("CANCELLED");
    assertThat(closed(id).path("code").asText()).isEqualTo("CANCELLED");
    assertThat(code(service.decide.cancel(id, "eva"))).isEqualTo(ProblemCode.EXPANSION_OVER);
  }

  @Test
  void aCancelBeforeTheObservationPublishesNoObservation() {
    // Given
    String id = asked(null);

    // When
    assertThat(service.decide.cancel(id, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(id);

    // Then
    assertThat(service.published(EventType.STATE_OBSERVED)).isEmpty();
    assertThat(service.published(EventType.EXPANSION_ABORTED)).hasSize(1);
  }

  @Test
  void anAbortOfAnotherStageIsNotPublishedAgainWhenAPersonCancelsToo() {
    // Given
    String id = asked(null);
    service.run(id);
    Cause cause = new Cause("install", "HOST_TOO_SMALL", "too small", "use a larger one");
    hear(
        EventType.EXPANSION_ABORTED,
        id,
        new ExpansionAborted(id, StateFixture.ORDERS, cause, "installer-service"));

    // When
    assertThat(service.decide.cancel(id, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(id);

    // Then
    assertThat(service.published(EventType.EXPANSION_ABORTED)).isEmpty();
    assertThat(service.view(id).failure()).isEqualTo(cause);
    assertThat(service.view(id).cancellationRequested()).isTrue();
  }

  @Test
  void whatIsProvenWinsOverALateAbort() {
    // Given
    String id = asked(null);
    service.run(id);
    assertThat(service.decide.cancel(id, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(id);

    // When
    completed(id);
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.COMPLETED);
    assertThat(service.view(id).cancellationRequested()).isTrue();
  }

  @Test
  void attentionIsShownUntilItIsResolvedAndKeepsTheDeployment() {
    // Given
    String id = asked(null);
    service.run(id);
    Cause cause = new Cause("verify", "PROOF_MISMATCH", "shop.orders differs", "decide");

    // When
    hear(EventType.ATTENTION_REQUESTED, id, new AttentionRequested(id, "orders", cause, false));
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.NEEDS_ATTENTION);
    assertThat(service.view(id).failure()).isEqualTo(cause);
    assertThat(service.expansions.active("orders")).isPresent();

    // When
    hear(EventType.ATTENTION_REQUESTED, id, new AttentionRequested(id, "orders", cause, true));
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.OBSERVED);
  }

  @Test
  void aRefusedPlanEndsRejectedWithItsFirstReason() {
    // Given
    String id = asked(null);
    service.run(id);
    Refusal reason = new Refusal("NO_PRIMARY", "no primary", "elect one", false);

    // When
    hear(
        EventType.PLAN_REJECTED,
        id,
        new PlanRejected(id, StateFixture.ORDERS, ONE_MORE, List.of(reason), List.of()));
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.REJECTED);
    assertThat(closed(id).path("code").asText()).isEqualTo("NO_PRIMARY");
    assertThat(service.expansions.active("orders")).isEmpty();
  }

  @Test
  void aSetThatBelongsToAnotherDeploymentIsRefusedBeforeAnythingIsPublished() {
    // Given
    service.register(
        new DeploymentReference(
            "first", "mongodb://h:1", null, null, null, null, false, null, null, null));
    assertThat(service.deployments.bind("first", service.replicaSetId)).contains("first");
    String id = asked(null);

    // When
    service.run(id);

    // Then
    assertThat(service.published(EventType.STATE_OBSERVED)).isEmpty();
    assertThat(closed(id).path("code").asText()).isEqualTo("ALREADY_REGISTERED");
  }

  @Test
  void aPlanOnlyRequestEndsPlannedAndStartsNothing() {
    // Given
    String id = asked(null);
    service.run(id);

    // When
    planned(id, "plan-only");
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.PLANNED);
    assertThat(closed(id).path("outcome").asText()).isEqualTo("PLANNED");
  }

  private String asked(@Nullable String key) {
    Outcome<StoredExpansion> outcome = service.request.ask(ONE_MORE, "eva", key);
    return ((Outcome.Done<StoredExpansion>) outcome).value().id();
  }

  private void hear(EventType type, String id, Record payload) {
    service.driver.hear(type, id, "orders", payload);
  }

  /** Our own fact comes back from the broker. */
  private void closes(String id) {
    service.driver.hear(EventType.EXPANSION_CLOSED, id, "orders", closed(id));
    service.run(id);
  }

  private void planned(String id, String approval) {
    JsonNode plan =
        ContractJson.read(
            "{\"id\":\"p\",\"digest\":\"d1\",\"goal\":\"g\",\"toAdd\":[]}", JsonNode.class);
    hear(
        EventType.PLAN_CREATED,
        id,
        new PlanCreated(id, StateFixture.ORDERS, ONE_MORE, approval, plan));
  }

  private void provisioned(String id) {
    ProvisionedHost host =
        new ProvisionedHost(
            "host-1", 3, "local", null, "h:4", "/hosts/1", "hash", Instant.EPOCH, null);
    hear(
        EventType.RESOURCE_PROVISIONED,
        id,
        new ResourceProvisioned(
            id,
            StateFixture.ORDERS,
            ONE_MORE,
            ContractJson.LENIENT.createObjectNode(),
            List.of(host)));
  }

  private void completed(String id) {
    hear(
        EventType.SYNC_COMPLETED,
        id,
        new SyncCompleted(
            id, StateFixture.ORDERS, ONE_MORE, List.of(), List.of(), List.of(), List.of()));
  }

  private void released(String id) {
    hear(EventType.RESOURCE_RELEASED, id, new ResourceReleased(id, StateFixture.ORDERS, List.of()));
  }

  private ExpansionAborted aborted(String id) {
    return service.published(EventType.EXPANSION_ABORTED).stream()
        .filter(e -> id.equals(e.expansionId()))
        .map(e -> ContractJson.read(e.data(), ExpansionAborted.class))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode closed(String id) {
    List<EventEnvelope> closed =
        service.published(EventType.EXPANSION_CLOSED).stream()
            .filter(e -> id.equals(e.expansionId()))
            .toList();
    assertThat(closed).hasSize(1);
    return closed.getFirst().data();
  }

  private static ProblemCode code(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).problem().code();
  }
}
