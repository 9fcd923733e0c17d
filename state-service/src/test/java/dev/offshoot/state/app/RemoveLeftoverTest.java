package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.Leftover;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveLeftoverTest {
  private static final String HOST = "0191d5c2-7f3a-7000-8000-0000000000aa";
  private static final String EXPANSION = "0191d5c2-7f3a-7000-8000-0000000000bb";
  private static final String FIRST = OwnEvents.leftoverRemovalOf(HOST, 0);

  private final StateFixture service = new StateFixture();

  @BeforeEach
  void left() {
    left("RELEASED", HOST, "h:4");
    configured("{\"_id\":0,\"host\":\"h1:1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {HOST, "vol-1"})
  void whatIsLeftOfAHostThatWasGivenBackIsRemovedOnce(String id) {
    // Given
    over("ROLLED_BACK", true);

    // When
    assertThat(remove(id)).isEqualTo(Outcome.done(HOST));
    assertThat(remove(id)).isEqualTo(Outcome.done(HOST));
    service.run(FIRST);

    // Then
    LeftoverRemovalRequested asked =
        ContractJson.read(
            once(EventType.LEFTOVER_REMOVAL_REQUESTED).data(), LeftoverRemovalRequested.class);
    assertThat(asked.expansionId()).isEqualTo(FIRST);
    assertThat(asked.hostRequestId()).isEqualTo(HOST);
    assertThat(asked.givenBackIn()).isEqualTo(EXPANSION);
    assertThat(asked.deployment()).isEqualTo(StateFixture.ORDERS);
    assertThat(asked.agentsGone()).isTrue();
    assertThat(service.leftovers.removals).containsEntry(HOST, LeftoverRemoval.started(HOST));

    // When
    service.driver.hear(
        EventType.RESOURCE_RELEASED,
        FIRST,
        "orders",
        new ResourceReleased(FIRST, StateFixture.ORDERS, List.of(HOST)));
    service.run(FIRST);

    // Then
    assertThat(service.leftovers.removals.get(HOST))
        .extracting(LeftoverRemoval::state)
        .isEqualTo(LeftoverRemoval.State.REMOVED);
    assertThat(once(EventType.EXPANSION_CLOSED).data().path("code").asText())
        .isEqualTo("LEFTOVER_REMOVED");
    assertThat(service.audited.values().stream().map(AuditEntry::action))
        .contains(AuditEntry.Action.LEFTOVER_REMOVAL_REQUESTED, AuditEntry.Action.LEFTOVER_REMOVED);
  }

  @Test
  void whatIsNotKnownToBeLeftIsNotFound() {
    assertThat(code(remove("vol-2"))).isEqualTo(ProblemCode.UNKNOWN_LEFTOVER);
  }

  @ParameterizedTest(name = "{0} of host {1}, {2}")
  @CsvSource({"UNKNOWN, any, h:4", "UNKNOWN,,", "RELEASED,, h:4", "RELEASED, any,"})
  void whatNoJournalAskedForOrDoesNotSayWhatItIsStays(
      String standing, @Nullable String host, @Nullable String address) {
    // Given
    over("ROLLED_BACK", true);
    left(standing, host, address);

    // Then
    assertThat(code(remove("vol-1"))).isEqualTo(ProblemCode.LEFTOVER_NOT_OURS);
    nothingWasAskedFor();
  }

  @Test
  void anExpansionOfWhichThisServiceKnowsNothingIsNoneOfOurs() {
    assertThat(code(remove("vol-1"))).isEqualTo(ProblemCode.LEFTOVER_NOT_OURS);
  }

  @ParameterizedTest
  @CsvSource({"HOST_GONE, ROLLED_BACK", "RELEASED, COMPLETED", "RELEASED,"})
  void whatAJournalCountsOnStays(String standing, @Nullable String outcome) {
    // Given
    opened();
    if (outcome != null) {
      over(outcome, true);
    }
    left(standing, HOST, "h:4");

    // Then
    assertThat(code(remove("vol-1"))).isEqualTo(ProblemCode.LEFTOVER_STILL_HELD);
    nothingWasAskedFor();
  }

  @Test
  void aHostThatIsHeldStays() {
    // Given
    over("ROLLED_BACK", true);
    service.held.put(EXPANSION, List.of(held()));

    // Then
    assertThat(code(remove("vol-1"))).isEqualTo(ProblemCode.LEFTOVER_STILL_HELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h:4", "h:27018", "H:4"})
  void whatAnyRegisteredSetNamesStaysAndTheSetIsNamed(String address) {
    // Given
    over("ROLLED_BACK", true);
    service.register(
        new DeploymentReference(
            "other", "mongodb://o:1/", "c", null, null, null, false, null, null, null));
    configured("{\"_id\":0,\"host\":\"h1:1\"},{\"_id\":9,\"host\":\"" + address + "\"}");

    // When
    Outcome<String> answer = remove(HOST);

    // Then
    assertThat(code(answer)).isEqualTo(ProblemCode.LEFTOVER_CONFIGURED);
    assertThat(problem(answer).detail()).contains("vol-1", "orders", "_id 9", address);
    nothingWasAskedFor();
  }

  @Test
  void aSetThatCannotBeReadKeepsEverything() {
    // Given
    over("ROLLED_BACK", true);
    service.configuration = null;

    // Then
    assertThat(code(remove(HOST))).isEqualTo(ProblemCode.LEFTOVER_SET_UNSEEN);
    nothingWasAskedFor();
  }

  @Test
  void anotherSetThanTheOneThatIsRegisteredTellsNothing() {
    // Given
    over("ROLLED_BACK", true);
    var unused = service.deployments.bind("orders", "64b0000000000000000000ff");

    // Then
    assertThat(code(remove(HOST))).isEqualTo(ProblemCode.LEFTOVER_SET_UNSEEN);
  }

  @Test
  void aRemovalThatSomebodyRefusedIsOverAndAskedForAgainAsAnotherOne() {
    // Given
    over("ROLLED_BACK", false);
    assertThat(remove(HOST)).isEqualTo(Outcome.done(HOST));
    service.run(FIRST);
    Cause cause = new Cause("install", "LEFTOVER_HAS_DATA", "it has data", "look");

    // When
    asks(cause);
    service.driver.hear(
        EventType.EXPANSION_CLOSED,
        FIRST,
        "orders",
        ContractJson.read(once(EventType.EXPANSION_CLOSED).data(), ExpansionClosed.class));

    // Then
    assertThat(once(EventType.EXPANSION_CLOSED).data().path("outcome").asText())
        .isEqualTo("REJECTED");
    assertThat(service.leftovers.removals)
        .containsEntry(HOST, new LeftoverRemoval(HOST, LeftoverRemoval.State.REFUSED, cause));
    assertThat(service.audited.values().stream().map(AuditEntry::action))
        .contains(AuditEntry.Action.LEFTOVER_REMOVAL_REFUSED);

    // When
    assertThat(remove(HOST)).isEqualTo(Outcome.done(HOST));
    service.run(OwnEvents.leftoverRemovalOf(HOST, 1));

    // Then
    assertThat(service.leftovers.removals).containsEntry(HOST, LeftoverRemoval.started(HOST));
  }

  @Test
  void whatAPersonMustDoMeanwhileIsShownAndTheRemovalGoesOn() {
    // Given
    over("ROLLED_BACK", true);
    assertThat(remove(HOST)).isEqualTo(Outcome.done(HOST));
    service.run(FIRST);
    Cause cause = new Cause("provision", "HOST_NOT_RELEASED", "it is busy", "wait");

    // When
    asks(cause);

    // Then
    assertThat(service.leftovers.removals)
        .containsEntry(
            HOST, new LeftoverRemoval(HOST, LeftoverRemoval.State.NEEDS_ATTENTION, cause));
    assertThat(service.published(EventType.EXPANSION_CLOSED)).isEmpty();
  }

  private void asks(Cause cause) {
    service.driver.hear(
        EventType.ATTENTION_REQUESTED,
        FIRST,
        "orders",
        new AttentionRequested(FIRST, "orders", cause, false));
    service.run(FIRST);
  }

  private Outcome<String> remove(String id) {
    return service.removeLeftover.remove(id, "eva");
  }

  private void nothingWasAskedFor() {
    assertThat(service.driver.store().find(FIRST)).isEmpty();
    assertThat(service.leftovers.removals).isEmpty();
  }

  private void left(String standing, @Nullable String host, @Nullable String address) {
    service.leftovers.found(
        new LeftoversFound(
            "provisioner-service",
            Instant.EPOCH,
            List.of(
                new Leftover(
                    "aws",
                    "VOLUME",
                    "vol-1",
                    host,
                    address,
                    "available",
                    standing,
                    EXPANSION,
                    "so it is")),
            List.of()));
  }

  private static HeldHost held() {
    return new HeldHost(
        HOST, "aws", null, "h:4", "i-1", EXPANSION, "orders", null, Instant.EPOCH, null, null);
  }

  private void opened() {
    service.record(
        OwnEvents.opening(
            EXPANSION,
            "orders",
            new Opening(
                new ExpansionRequest("orders", null, null, null, null, List.of(), List.of()),
                StateFixture.ORDERS,
                "eva",
                null,
                null),
            Instant.EPOCH));
  }

  private void over(String outcome, boolean binariesRemoved) {
    opened();
    if (binariesRemoved) {
      service.driver.hear(
          EventType.BINARIES_REMOVED,
          EXPANSION,
          "orders",
          new BinariesRemoved(EXPANSION, StateFixture.ORDERS, List.of()));
    }
    service.driver.hear(
        EventType.EXPANSION_CLOSED,
        EXPANSION,
        "orders",
        new ExpansionClosed(EXPANSION, "orders", outcome, null, null, null));
  }

  private void configured(String members) {
    service.configuration = ContractJson.read("{\"members\":[" + members + "]}", JsonNode.class);
  }

  private EventEnvelope once(EventType type) {
    List<EventEnvelope> all =
        service.published(type).stream()
            .filter(event -> FIRST.equals(event.expansionId()))
            .distinct()
            .toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static Problem problem(Outcome<String> outcome) {
    return ((Outcome.Refused<String>) outcome).problem();
  }

  private static ProblemCode code(Outcome<String> outcome) {
    return problem(outcome).code();
  }
}
