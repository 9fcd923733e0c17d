package dev.offshoot.installer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import dev.offshoot.installer.InMemoryAgents;
import dev.offshoot.installer.Samples;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindLeftoverEmptyTest {

  private static final String HOST = "host-4";
  private static final String REMOVAL = "0191d5c2-7f3a-7000-8000-0000000000aa";
  private static final Instant CHECKED = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemoryAgents agents = new InMemoryAgents();
  private final StageDriver driver =
      new StageDriver(
          new InstallStage(
              agents, MemberAgents.NONE, name -> Optional.empty(), progress -> {}, Patience.USUAL));

  @Test
  void aHostWhoseAgentDeletedAllIsEmptyAndNobodyIsToldToDoAnything() {
    // Given
    enrolled();
    removed(false);
    agents.revoke(HOST, false);
    Agents.Known before = agents.find(HOST).orElseThrow();

    // When
    ask(true);

    // Then
    assertThat(said(EventType.LEFTOVER_FOUND_EMPTY))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.data().path("hostRequestId").asText()).isEqualTo(HOST);
              assertThat(event.data().path("checkedAt").asText()).isEqualTo(CHECKED.toString());
            });
    assertThat(agents.find(HOST)).contains(before);
  }

  @Test
  void aHostWhoseFilesWereSetAsideHasData() {
    // Given
    enrolled();
    removed(true);
    agents.revoke(HOST, false);

    // When
    ask(true);

    // Then
    refused("LEFTOVER_HAS_DATA");
  }

  @Test
  void aHostThatEndedByItselfMayHaveData() {
    // Given its agent's last word is that mongod runs
    enrolled();
    agents.reported(
        HOST, Samples.report(Generations.RUN, AgentStatus.INSTALLED, null), Instant.EPOCH);
    agents.revoke(HOST, false);

    // When
    ask(true);

    // Then
    refused("LEFTOVER_HAS_DATA");
  }

  @Test
  void aRefusalIsForGoodAlsoWhenTheAgentSaysAfterwardsThatAllIsDeleted() {
    // Given
    enrolled();
    ask(true);
    refused("LEFTOVER_STILL_HELD");

    // When
    removed(false);
    agents.revoke(HOST, false);
    run();

    // Then
    refused("LEFTOVER_STILL_HELD");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHostThatWasNeverHeardOfIsEmptyOnlyWhenItsWorkWasSaidToHaveLeftNothing(boolean agentsGone) {
    // When
    ask(agentsGone);

    // Then
    if (agentsGone) {
      assertThat(said(EventType.LEFTOVER_FOUND_EMPTY)).hasSize(1);
    } else {
      refused("LEFTOVER_DATA_UNKNOWN");
    }
  }

  private void enrolled() {
    agents.expect(new Agents.Expected(HOST, Samples.EXPANSION, "hash", Instant.MAX));
    assertThat(agents.bind(HOST, "hash", Samples.identity("key"), Instant.EPOCH)).isTrue();
  }

  private void removed(boolean keepData) {
    var unused =
        agents.issue(
            HOST,
            Generations.REMOVE,
            new Agents.StoredGoal(
                new Goal.RemoveMongod(12L, 2L, "set-1", List.of("db1:27017"), false, keepData),
                null));
    agents.reported(
        HOST, Samples.report(Generations.REMOVE, AgentStatus.REMOVED, null), Instant.EPOCH);
  }

  private void ask(boolean agentsGone) {
    driver.hear(
        EventType.LEFTOVER_REMOVAL_REQUESTED,
        REMOVAL,
        "orders",
        new LeftoverRemovalRequested(
            REMOVAL,
            Samples.deployment(),
            HOST,
            "db4:27017",
            Samples.EXPANSION,
            agentsGone,
            CHECKED,
            "eva",
            null));
    run();
  }

  private void run() {
    var unused = driver.runUntilIdle(REMOVAL, Duration.ofMinutes(20));
  }

  private void refused(String code) {
    assertThat(said(EventType.LEFTOVER_FOUND_EMPTY)).isEmpty();
    assertThat(said(EventType.ATTENTION_REQUESTED))
        .singleElement()
        .satisfies(event -> assertThat(event.data().at("/cause/code").asText()).isEqualTo(code));
  }

  /** A fact that is sent again is the same fact. */
  private List<EventEnvelope> said(EventType type) {
    return driver.published().stream().filter(event -> event.type() == type).distinct().toList();
  }
}
