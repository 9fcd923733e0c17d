package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveHostTest {
  private static final String HOST = "0191d5c2-7f3a-7000-8000-0000000000aa";
  private static final String EXPANSION = "0191d5c2-7f3a-7000-8000-0000000000bb";

  private static final ExpansionRequest REQUEST =
      new ExpansionRequest("orders", null, null, null, null, List.of(), List.of());

  private final StateFixture service = new StateFixture();

  @BeforeEach
  void hold() {
    service.held.put(EXPANSION, List.of(host(HOST, "h:4")));
    configured("{\"_id\":0,\"host\":\"h:1\"}");
  }

  @Test
  void aHostOfAnExpansionThatIsNotOverIsRefused() {
    assertThat(code(service.removeHost.remove(HOST, "eva")))
        .isEqualTo(ProblemCode.EXPANSION_IN_PROGRESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"_id\":7,\"host\":\"h:4\"}", "{\"_id\":3,\"host\":\"another:1\"}"})
  void aHostThatCarriesAMemberIsRefusedByName(String member) {
    // Given
    over();
    configured("{\"_id\":0,\"host\":\"h:1\"}," + member);

    // When
    Outcome<String> answer = service.removeHost.remove(HOST, "eva");

    // Then
    assertThat(code(answer)).isEqualTo(ProblemCode.HOST_CARRIES_MEMBER);
    assertThat(((Outcome.Refused<String>) answer).problem().detail())
        .contains(HOST, "h:4", ContractJson.read(member, JsonNode.class).path("host").asText());
  }

  @Test
  void whenTheSetShowsNoConfigurationTheAnswerIsNo() {
    // Given
    over();
    service.configuration = null;

    // When / Then
    assertThat(code(service.removeHost.remove(HOST, "eva")))
        .isEqualTo(ProblemCode.HOST_MEMBER_UNKNOWN);
  }

  @Test
  void aHostWhoseMemberIsOutIsGivenBackOnceAndIsGoneForEver() {
    // Given
    over();
    String removal = OwnEvents.removalOf(HOST, 0);

    // When
    assertThat(service.removeHost.remove(HOST, "eva")).isInstanceOf(Outcome.Done.class);
    assertThat(service.removeHost.remove(HOST, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(removal);

    // Then
    assertThat(service.removals).containsEntry(HOST, HostRemoval.STARTED);
    HostRemovalRequested asked =
        ContractJson.read(
            once(EventType.HOST_REMOVAL_REQUESTED).data(), HostRemovalRequested.class);
    assertThat(asked.members()).containsExactly("h:1");
    assertThat(asked.expansionId()).isEqualTo(removal);

    // When
    Cause cause = new Cause("install", "AGENT_SILENT", "it does not answer", "start it");
    service.driver.hear(
        EventType.ATTENTION_REQUESTED,
        removal,
        "orders",
        new AttentionRequested(removal, "orders", cause, false));
    service.run(removal);

    // Then
    assertThat(service.removals)
        .containsEntry(HOST, new HostRemoval(HostRemoval.State.NEEDS_ATTENTION, cause));

    // When
    service.driver.hear(
        EventType.RESOURCE_RELEASED,
        removal,
        "orders",
        new ResourceReleased(removal, StateFixture.ORDERS, List.of(HOST)));
    service.run(removal);

    // Then
    assertThat(service.gone).containsExactly(HOST);
    assertThat(once(EventType.EXPANSION_CLOSED).data().path("code").asText())
        .isEqualTo("HOST_REMOVED");
    assertThat(service.audited.values().stream().map(AuditEntry::action))
        .contains(AuditEntry.Action.HOST_REMOVAL_REQUESTED, AuditEntry.Action.HOST_REMOVED);
    assertThat(code(service.removeHost.remove(HOST, "eva"))).isEqualTo(ProblemCode.UNKNOWN_HOST);
  }

  @Test
  void aRemovalThatTheAgentRefusedIsOverAndAskedForAgainAsAnotherOne() {
    // Given
    over();
    String first = OwnEvents.removalOf(HOST, 0);
    String second = OwnEvents.removalOf(HOST, 1);
    Cause cause = new Cause("install", "STILL_A_MEMBER", "h:1 lists it", "take it out");
    assertThat(service.removeHost.remove(HOST, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(first);

    // When
    service.driver.hear(
        EventType.ATTENTION_REQUESTED,
        first,
        "orders",
        new AttentionRequested(first, "orders", cause, false));
    service.run(first);

    service.driver.hear(
        EventType.EXPANSION_CLOSED,
        first,
        "orders",
        ContractJson.read(once(EventType.EXPANSION_CLOSED).data(), ExpansionClosed.class));

    // Then
    assertThat(service.removals)
        .containsEntry(HOST, new HostRemoval(HostRemoval.State.REFUSED, cause));
    assertThat(service.driver.store().find(first).orElseThrow().direction())
        .isEqualTo(Direction.CLOSED);
    assertThat(once(EventType.EXPANSION_CLOSED).data().path("code").asText())
        .isEqualTo("STILL_A_MEMBER");
    assertThat(service.audited.values().stream().map(AuditEntry::action))
        .contains(AuditEntry.Action.HOST_REMOVAL_REFUSED);
    assertThat(service.gone).isEmpty();

    // When
    assertThat(service.removeHost.remove(HOST, "eva")).isInstanceOf(Outcome.Done.class);
    service.run(second);

    // Then
    assertThat(service.removals).containsEntry(HOST, HostRemoval.STARTED);
    assertThat(
            service.published(EventType.HOST_REMOVAL_REQUESTED).stream()
                .filter(event -> second.equals(event.expansionId()))
                .map(event -> event.data().path("ask").asInt()))
        .contains(1);
  }

  @ParameterizedTest(name = "planned {0}, seen {1}")
  @CsvSource({"64b000000000000000000001, another", "another, 64b000000000000000000001", ", any"})
  void anyOtherSetThanTheOneTheHostWasMadeForTellsNothing(@Nullable String planned, String seen) {
    // Given
    over(planned);
    service.replicaSetId = seen;

    // When
    Outcome<String> answer = service.removeHost.remove(HOST, "eva");

    // Then
    assertThat(code(answer)).isEqualTo(ProblemCode.HOST_MEMBER_UNKNOWN);
    assertThat(service.published(EventType.HOST_REMOVAL_REQUESTED)).isEmpty();
    assertThat(service.driver.store().find(OwnEvents.removalOf(HOST, 0))).isEmpty();
  }

  @Test
  void aSetThatIsRegisteredUnderAnotherNameTellsNothing() {
    // Given
    over();
    service.register(
        new DeploymentReference(
            "other", "mongodb://h:1/", "c", null, null, null, false, null, null, null));
    var unused = service.deployments.bind("other", service.replicaSetId);

    // When / Then
    assertThat(code(service.removeHost.remove(HOST, "eva")))
        .isEqualTo(ProblemCode.HOST_MEMBER_UNKNOWN);
  }

  @Test
  void aMemberWithTheSameIdOnAnotherHeldHostIsThatHosts() {
    // Given
    over();
    service.held.put("another expansion", List.of(host("another host", "h:5")));
    configured("{\"_id\":0,\"host\":\"h:1\"},{\"_id\":3,\"host\":\"h:5\"}");

    // When / Then
    assertThat(service.removeHost.remove(HOST, "eva")).isEqualTo(Outcome.done(HOST));
  }

  @Test
  void aHostOfADeploymentThatWasRemovedIsAskedForAgainOnceItIsRegistered() {
    // Given
    over();
    service.deployments.remove("orders");

    // When
    Outcome<String> answer = service.removeHost.remove(HOST, "eva");

    // Then
    assertThat(code(answer)).isEqualTo(ProblemCode.HOST_MEMBER_UNKNOWN);
    assertThat(((Outcome.Refused<String>) answer).problem().remedy()).contains("Register");
  }

  private static HeldHost host(String id, String address) {
    return new HeldHost(
        id,
        "local",
        null,
        address,
        "/hosts/1",
        EXPANSION,
        "orders",
        new HeldHost.CarriedMember(3, address),
        Instant.EPOCH,
        null,
        null);
  }

  private void over() {
    over(service.replicaSetId);
  }

  private void over(@Nullable String plannedSet) {
    if (plannedSet != null) {
      JsonNode plan = ContractJson.LENIENT.createObjectNode().put("replicaSetId", plannedSet);
      service.driver.hear(
          EventType.PLAN_CREATED,
          EXPANSION,
          "orders",
          new PlanCreated(EXPANSION, StateFixture.ORDERS, REQUEST, "automatic", plan));
    }
    service.driver.hear(
        EventType.EXPANSION_CLOSED,
        EXPANSION,
        "orders",
        new ExpansionClosed(EXPANSION, "orders", "COMPLETED", null, null, null));
  }

  private void configured(String members) {
    service.configuration = ContractJson.read("{\"members\":[" + members + "]}", JsonNode.class);
  }

  private EventEnvelope once(EventType type) {
    List<EventEnvelope> all = service.published(type);
    assertThat(all.stream().map(EventEnvelope::id).distinct()).hasSize(1);
    return all.getFirst();
  }

  private static ProblemCode code(Outcome<String> outcome) {
    return ((Outcome.Refused<String>) outcome).problem().code();
  }
}
