package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ClaimedHost;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.HostDetachRequested;
import dev.offshoot.contracts.HostDetached;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetachHostTest {

  private static final String HOST = "0191d5c2-7f3a-7000-8000-0000000000aa";
  private static final String MACHINE = "0191d5c2-7f3a-7000-8000-0000000000cc";
  private static final String SPARE = "0191d5c2-7f3a-7000-8000-0000000000dd";
  private static final String EXPANSION = "0191d5c2-7f3a-7000-8000-0000000000bb";
  private static final String WORK = OwnEvents.removalOf(HOST, 0);

  private final StateFixture service = new StateFixture();

  @BeforeEach
  void hold() {
    service.held.put(EXPANSION, List.of(host(HOST, "h:4", "pool", new ClaimedHost(MACHINE, 2))));
    service.spares.offered(spare(MACHINE, "h:4"));
    service.spares.offered(spare(SPARE, "h:9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {HOST, MACHINE})
  void aMachineWithAMemberIsDetachedWithoutAskingItsSetAndIsGoneForEver(String id) {
    // Given
    over();
    service.deployments.remove("orders");

    // When
    assertThat(service.detachHost.detach(id, "eva")).isEqualTo(Outcome.done(HOST));
    assertThat(service.detachHost.detach(id, "eva")).isEqualTo(Outcome.done(HOST));
    service.run(WORK);

    // Then
    assertThat(service.removals).containsEntry(HOST, HostRemoval.LEAVING);
    assertThat(asked())
        .isEqualTo(new HostDetachRequested(WORK, MACHINE, HOST, "h:4", "orders", "eva", 0));
    assertThat(service.observations).isZero();

    // When
    attention(WORK, "AGENT_SILENT");

    // Then
    assertThat(service.removals)
        .extractingByKey(HOST)
        .extracting(HostRemoval::state)
        .isEqualTo(HostRemoval.State.NEEDS_ATTENTION);
    assertThat(service.published(EventType.EXPANSION_CLOSED)).isEmpty();

    // When
    left(WORK, MACHINE, HOST);

    // Then
    assertThat(service.gone).containsExactly(HOST);
    assertThat(service.spares.machines).containsOnlyKeys(SPARE);
    closed("ROLLED_BACK", "HOST_DETACHED", "mongod goes on");
    assertThat(service.audited.values())
        .filteredOn(entry -> entry.action() == AuditEntry.Action.HOST_DETACHED)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.subject().deployment()).isEqualTo("orders");
              assertThat(String.valueOf(entry.detail())).contains("mongod goes on", HOST, MACHINE);
            });
    assertThat(code(service.detachHost.detach(HOST, "eva"))).isEqualTo(ProblemCode.UNKNOWN_HOST);
  }

  @Test
  void aSpareIsDetached() {
    // When
    assertThat(service.detachHost.detach(SPARE, "eva")).isEqualTo(Outcome.done(SPARE));
    String work = OwnEvents.removalOf(SPARE, 0);
    service.run(work);

    // Then
    assertThat(asked())
        .isEqualTo(new HostDetachRequested(work, SPARE, null, "h:9", null, "eva", 0));
    assertThat(service.spares.machines)
        .extractingByKey(SPARE)
        .extracting(SpareHost::removal)
        .isEqualTo(HostRemoval.LEAVING);

    // When
    left(work, SPARE, null);

    // Then
    assertThat(service.spares.machines).containsOnlyKeys(MACHINE);
    closed("ROLLED_BACK", "HOST_DETACHED", "mongod goes on");
  }

  @Test
  void aSpareThatAnExpansionHasByNowStaysAndIsAskedForAgainAsAnotherWork() {
    // Given
    assertThat(service.detachHost.detach(SPARE, "eva")).isEqualTo(Outcome.done(SPARE));
    String first = OwnEvents.removalOf(SPARE, 0);
    service.run(first);

    // When
    attention(first, "DETACH_HOST_IN_USE");

    // Then
    closed("REJECTED", "DETACH_HOST_IN_USE", "it is so");
    assertThat(service.spares.machines)
        .extractingByKey(SPARE)
        .extracting(spare -> Objects.requireNonNull(spare.removal()).state())
        .isEqualTo(HostRemoval.State.REFUSED);
    assertThat(service.audited.values())
        .extracting(AuditEntry::action)
        .contains(AuditEntry.Action.HOST_DETACH_REFUSED);

    // When
    service.driver.hear(
        EventType.EXPANSION_CLOSED,
        first,
        SPARE,
        new ExpansionClosed(first, SPARE, "REJECTED", "DETACH_HOST_IN_USE", null, null));
    assertThat(service.detachHost.detach(SPARE, "eva")).isEqualTo(Outcome.done(SPARE));
    service.run(OwnEvents.removalOf(SPARE, 1));

    // Then
    assertThat(asked().asksBefore()).isEqualTo(1);
  }

  @Test
  void aHostOfAnExpansionThatIsNotOverIsRefused() {
    assertThat(code(service.detachHost.detach(HOST, "eva")))
        .isEqualTo(ProblemCode.EXPANSION_IN_PROGRESS);
  }

  @Test
  void aHostThatWasMadeForOffshootIsRefused() {
    // Given
    over();
    service.held.put(EXPANSION, List.of(host(HOST, "h:4", "local", null)));

    // When
    Outcome<String> answer = service.detachHost.detach(HOST, "eva");

    // Then
    assertThat(code(answer)).isEqualTo(ProblemCode.HOST_NOT_OF_POOL);
    assertThat(((Outcome.Refused<String>) answer).problem().detail()).contains(HOST, "local");
    assertThat(((Outcome.Refused<String>) answer).problem().remedy()).contains("host remove");
    assertThat(service.driver.store().find(WORK)).isEmpty();
  }

  @Test
  void whoeverIsNotKnownIsRefused() {
    assertThat(code(service.detachHost.detach("nobody", "eva")))
        .isEqualTo(ProblemCode.UNKNOWN_HOST);
  }

  @Test
  void aHostThatIsBeingRemovedIsNotDetached() {
    // Given
    over();
    out();
    assertThat(service.removeHost.remove(HOST, "eva")).isInstanceOf(Outcome.Done.class);

    // When / Then
    assertThat(code(service.detachHost.detach(HOST, "eva")))
        .isEqualTo(ProblemCode.HOST_BEING_REMOVED);
    service.run(WORK);
    assertThat(service.published(EventType.HOST_DETACH_REQUESTED)).isEmpty();
    assertThat(service.published(EventType.HOST_REMOVAL_REQUESTED)).isNotEmpty();
  }

  @Test
  void aHostThatIsBeingDetachedIsNotRemoved() {
    // Given
    over();
    out();
    assertThat(service.detachHost.detach(HOST, "eva")).isInstanceOf(Outcome.Done.class);

    // When / Then
    assertThat(code(service.removeHost.remove(HOST, "eva")))
        .isEqualTo(ProblemCode.HOST_BEING_DETACHED);
    service.run(WORK);
    assertThat(service.published(EventType.HOST_REMOVAL_REQUESTED)).isEmpty();
    assertThat(service.removals).containsEntry(HOST, HostRemoval.LEAVING);
  }

  @Test
  void ofTwoWhoAskAtOnceTheOneWhoWasRecordedFirstIsFollowed() {
    // Given both were found to be free to ask
    over();
    service.record(
        OwnEvents.hostRemoval(
            new HostRemovalRequested(
                WORK,
                StateFixture.ORDERS,
                HOST,
                3,
                "h:4",
                "set",
                2,
                1,
                List.of("h:1"),
                "eva",
                0,
                null,
                null),
            Instant.EPOCH));
    service.record(
        OwnEvents.hostDetach(
            new HostDetachRequested(WORK, MACHINE, HOST, "h:4", "orders", "adam", 0),
            Instant.EPOCH));

    // When
    service.run(WORK);

    // Then
    assertThat(service.published(EventType.HOST_REMOVAL_REQUESTED)).isNotEmpty();
    assertThat(service.published(EventType.HOST_DETACH_REQUESTED)).isEmpty();
  }

  private static SpareHost spare(String id, String address) {
    return new SpareHost(
        id,
        "pool",
        null,
        address,
        SpareHost.State.SPARE,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  private static HeldHost host(
      String id, String address, String provider, @Nullable ClaimedHost claimed) {
    return new HeldHost(
        id,
        provider,
        null,
        address,
        "/hosts/1",
        EXPANSION,
        "orders",
        new HeldHost.CarriedMember(3, address),
        Instant.EPOCH,
        claimed,
        null);
  }

  private void over() {
    ExpansionRequest request =
        new ExpansionRequest("orders", null, null, null, null, List.of(), List.of());
    JsonNode plan =
        ContractJson.LENIENT.createObjectNode().put("replicaSetId", service.replicaSetId);
    service.driver.hear(
        EventType.PLAN_CREATED,
        EXPANSION,
        "orders",
        new PlanCreated(EXPANSION, StateFixture.ORDERS, request, "automatic", plan));
    service.driver.hear(
        EventType.EXPANSION_CLOSED,
        EXPANSION,
        "orders",
        new ExpansionClosed(EXPANSION, "orders", "COMPLETED", null, null, null));
  }

  private void out() {
    service.configuration =
        ContractJson.read("{\"members\":[{\"_id\":0,\"host\":\"h:1\"}]}", JsonNode.class);
  }

  private void attention(String work, String code) {
    service.driver.hear(
        EventType.ATTENTION_REQUESTED,
        work,
        "orders",
        new AttentionRequested(work, "orders", new Cause("x", code, "it is so", "act"), false));
    service.run(work);
  }

  private void left(String work, String machine, @Nullable String held) {
    service.driver.hear(
        EventType.HOST_DETACHED,
        work,
        "orders",
        new HostDetached(work, machine, held, "h:4", "mongod goes on"));
    service.run(work);
  }

  private void closed(String outcome, String code, String detail) {
    EventEnvelope said = service.published(EventType.EXPANSION_CLOSED).getLast();
    assertThat(said.data().path("outcome").asText()).isEqualTo(outcome);
    assertThat(said.data().path("code").asText()).isEqualTo(code);
    assertThat(said.data().path("detail").asText()).isEqualTo(detail);
  }

  private HostDetachRequested asked() {
    return ContractJson.read(
        service.published(EventType.HOST_DETACH_REQUESTED).getLast().data(),
        HostDetachRequested.class);
  }

  private static ProblemCode code(Outcome<String> outcome) {
    return ((Outcome.Refused<String>) outcome).problem().code();
  }
}
