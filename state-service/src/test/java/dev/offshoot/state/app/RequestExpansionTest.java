package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.StateObserved;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestExpansionTest {

  private static final String FOREIGN = "0191d5c2-7f3a-7000-8000-000000000001";

  private final StateFixture service = new StateFixture();

  @Test
  void theSameKeyIsTheSameExpansionAndAnotherBodyIsRefused() {
    // Given
    StoredExpansion first = done(ask("orders", 1, "required", "k"));

    // Then
    assertThat(done(ask("orders", 1, "required", "k")).id()).isEqualTo(first.id());
    assertThat(refused(ask("orders", 2, "required", "k")).code())
        .isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void oneExpansionHoldsADeploymentUntilItIsOver() {
    // Given
    StoredExpansion first = done(ask("orders", 1, "required", null));

    // Then
    Problem busy = refused(ask("orders", 1, "required", null));
    assertThat(busy.code()).isEqualTo(ProblemCode.EXPANSION_IN_PROGRESS);
    assertThat(busy.detail()).contains(first.id());
    assertThat(service.expansions.lockForChange("orders")).isFalse();
  }

  @Test
  void automaticApprovalNeedsTheDeploymentsConsent() {
    assertThat(refused(ask("orders", 1, "automatic", null)).code())
        .isEqualTo(ProblemCode.AUTOMATIC_APPROVAL_NOT_ALLOWED);
    assertThat(refused(ask("nobody", 1, "required", null)).code())
        .isEqualTo(ProblemCode.UNKNOWN_DEPLOYMENT);
    assertThat(refused(ask("orders", 0, "required", null)).detail()).contains("add");
    assertThat(refused(ask("orders", 1, "perhaps", null)).detail()).contains("approval");
  }

  @Test
  void whatACrashLeftUnopenedIsOpenedLater() {
    // Given
    StoredExpansion fresh =
        RequestExpansion.fresh(
            FOREIGN, Requests.withDefaults(request("orders", 1, "required")), "eva", Instant.EPOCH);
    assertThat(service.expansions.insert(fresh))
        .isInstanceOf(ExpansionStore.Inserted.Created.class);

    // When
    service.open.openForgotten();
    service.open.openForgotten();
    service.run(FOREIGN);

    // Then
    assertThat(service.published(EventType.STATE_OBSERVED)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"deployment\":\"orders\",\"adds\":1}', UNKNOWN_FIELD, adds",
    "'{\"deployment\":\"orders\",\"member\":{\"vote\":1}}', UNKNOWN_FIELD, member.vote",
    "'{\"deployment\":\"orders\",\"add\":1.5}', INVALID_REQUEST, add",
    "'{\"deployment\":\"orders\",\"add\":1,\"add\":2}', INVALID_REQUEST, ''",
    "'{\"deployment\":\"orders\"} x', INVALID_REQUEST, ''",
    "'[]', INVALID_REQUEST, ''",
    "'null', INVALID_REQUEST, ''",
    "'{', INVALID_REQUEST, ''"
  })
  void whatCannotBeReadIsRefusedWithItsField(String json, ProblemCode code, String field) {
    // When
    Outcome<ExpansionRequest> read = RequestReader.read(json, ExpansionRequest.class);

    // Then
    Problem problem = ((Outcome.Refused<ExpansionRequest>) read).problem();
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.detail()).contains(field);
  }

  @Test
  void aForeignRequestIsTheSameAsACall() {
    // When
    hear("{\"expansionId\":\"%s\",\"deployment\":\"orders\"}".formatted(FOREIGN));
    hear("{\"expansionId\":\"%s\",\"deployment\":\"orders\"}".formatted(FOREIGN));
    service.run(FOREIGN);

    // Then
    assertThat(service.published(EventType.STATE_OBSERVED)).hasSize(1);
    assertThat(service.expansions.active("orders").orElseThrow().id()).isEqualTo(FOREIGN);
    assertThat(service.published(EventType.STATE_OBSERVED).getFirst().causationId())
        .isEqualTo("e1");
  }

  @Test
  void theSameEventIdForTwoExpansionsIsWrittenDownTwice() {
    // Given
    String other = "0191d5c2-7f3a-7000-8000-0000000000ff";
    String body = "{\"expansionId\":\"%s\",\"deployment\":\"nobody\"}";

    // When
    hear(body.formatted(FOREIGN));
    service.run(FOREIGN);
    service.bulletins.heard(
        new EventEnvelope(
            "e1",
            EventType.EXPANSION_REQUESTED,
            "/billing",
            "nobody",
            service.driver.clock().instant(),
            other,
            null,
            ContractJson.read(body.formatted(other), JsonNode.class)));
    service.run(other);

    // Then
    assertThat(service.audited.values().stream().map(AuditEntry::action))
        .filteredOn(AuditEntry.Action.EXPANSION_REQUESTED::equals)
        .hasSize(2);
  }

  @Test
  void aForeignRequestCannotPassForAnEventOfOurs() {
    // Given the id that a cancellation would be recorded under
    String ours = OwnEvents.id(FOREIGN, EventType.EXPANSION_ABORTED);

    // When
    hear("{\"expansionId\":\"%s\",\"deployment\":\"orders\"}".formatted(FOREIGN), ours);
    service.run(FOREIGN);

    // Then
    assertThat(service.published(EventType.STATE_OBSERVED)).hasSize(1);
    assertThat(service.decide.cancel(FOREIGN, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(FOREIGN);
    assertThat(service.published(EventType.EXPANSION_ABORTED)).hasSize(1);
  }

  @Test
  void aForeignAutomaticIsTreatedAsRequiredUnlessTheDeploymentAllowsIt() {
    // When
    hear(
        "{\"expansionId\":\"%s\",\"deployment\":\"orders\",\"approval\":\"automatic\"}"
            .formatted(FOREIGN));
    service.run(FOREIGN);

    // Then
    assertThat(observed().request().approval()).isEqualTo("required");
  }

  @Test
  void aForeignAutomaticIsKeptWhereTheDeploymentAllowsIt() {
    // Given
    service.register(
        new DeploymentReference(
            "orders", "mongodb://h:1", null, null, null, null, true, null, null, null));

    // When
    hear(
        "{\"expansionId\":\"%s\",\"deployment\":\"orders\",\"approval\":\"automatic\"}"
            .formatted(FOREIGN));
    service.run(FOREIGN);

    // Then
    assertThat(observed().request().approval()).isEqualTo("automatic");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"expansionId\":\"ID\",\"deployment\":\"orders\",\"adds\":1}', UNKNOWN_FIELD",
    "'{\"expansionId\":\"ID\",\"deployment\":\"orders\",\"add\":0}', INVALID_REQUEST",
    "'{\"expansionId\":\"ID\",\"deployment\":\"nobody\"}', UNKNOWN_DEPLOYMENT",
    "'{\"expansionId\":\"ID\"}', INVALID_REQUEST"
  })
  void aRefusedForeignRequestIsToldAndHoldsNothing(String json, String code) {
    // When
    hear(json.replace("ID", FOREIGN));
    service.run(FOREIGN);

    // Then
    ExpansionView view = service.view(FOREIGN);
    assertThat(view.status()).isEqualTo(ExpansionStatus.REJECTED);
    assertThat(Objects.requireNonNull(view.failure()).code()).isEqualTo(code);
    assertThat(service.published(EventType.EXPANSION_CLOSED)).hasSize(1);
    assertThat(service.observations).isZero();
    assertThat(service.expansions.active("orders")).isEmpty();
  }

  @Test
  void aForeignRequestWhileAnotherRunsIsRejected() {
    // Given
    done(ask("orders", 1, "required", null));

    // When
    hear("{\"expansionId\":\"%s\",\"deployment\":\"orders\"}".formatted(FOREIGN));
    service.run(FOREIGN);

    // Then
    assertThat(Objects.requireNonNull(service.view(FOREIGN).failure()).code())
        .isEqualTo("EXPANSION_IN_PROGRESS");
  }

  @Test
  void aForeignRequestOlderThanADayIsRejected() {
    // Given
    Instant made = service.driver.clock().instant();
    service.driver.clock().advance(Duration.ofHours(24).plusSeconds(1));

    // When
    hear("{\"expansionId\":\"%s\",\"deployment\":\"orders\"}".formatted(FOREIGN), made);
    service.run(FOREIGN);

    // Then
    assertThat(Objects.requireNonNull(service.view(FOREIGN).failure()).code())
        .isEqualTo("REQUEST_TOO_OLD");
  }

  private StateObserved observed() {
    return ContractJson.read(
        service.published(EventType.STATE_OBSERVED).getFirst().data(), StateObserved.class);
  }

  private void hear(String json) {
    hear(json, service.driver.clock().instant());
  }

  private void hear(String json, String eventId) {
    hear(json, eventId, service.driver.clock().instant());
  }

  private void hear(String json, Instant made) {
    hear(json, "e1", made);
  }

  private void hear(String json, String eventId, Instant made) {
    service.bulletins.heard(
        new EventEnvelope(
            eventId,
            EventType.EXPANSION_REQUESTED,
            "/billing",
            "orders",
            made,
            FOREIGN,
            null,
            ContractJson.read(json, JsonNode.class)));
  }

  private Outcome<StoredExpansion> ask(
      String deployment, int add, String approval, @Nullable String key) {
    return service.request.ask(request(deployment, add, approval), "eva", key);
  }

  private static ExpansionRequest request(String deployment, int add, String approval) {
    return new ExpansionRequest(deployment, add, approval, null, null, List.of(), List.of());
  }

  private static StoredExpansion done(Outcome<StoredExpansion> outcome) {
    return ((Outcome.Done<StoredExpansion>) outcome).value();
  }

  private static Problem refused(Outcome<StoredExpansion> outcome) {
    return ((Outcome.Refused<StoredExpansion>) outcome).problem();
  }
}
