package dev.offshoot.installer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.installer.InMemoryAgents;
import dev.offshoot.installer.InMemoryMemberAgents;
import dev.offshoot.installer.Samples;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The members' side of the way to a new member, in the stage. */
class MembersReachTest {

  private static final String HOST = "host-4";
  private static final String ADDRESS = "db4:27017";

  private final InMemoryAgents agents = new InMemoryAgents();
  private final InMemoryMemberAgents beside = new InMemoryMemberAgents();
  private final StageDriver driver =
      new StageDriver(
          new InstallStage(
              agents, beside, name -> Optional.of("key"), progress -> {}, Patience.USUAL));

  @BeforeEach
  void provision() {
    beside.add("agent-2", "db2:27017");
    beside.add("agent-9", "elsewhere:27017");
    driver.hear(
        EventType.RESOURCE_PROVISIONED,
        Samples.EXPANSION,
        "orders",
        Samples.provisioned(Samples.SMALL, Samples.host(HOST, 3, ADDRESS, "hash")));
    agents.expect(new Agents.Expected(HOST, Samples.EXPANSION, "hash", Instant.MAX));
    agents.bind(HOST, "hash", Samples.identity("key"), Instant.EPOCH);
    agents.reported(HOST, Samples.report(0, AgentStatus.PROFILED, null), Instant.EPOCH);
    run(Duration.ofSeconds(5));
  }

  @Test
  void nobodyIsAskedBeforeTheNewMongodRuns() {
    assertThat(beside.orders()).isEmpty();
  }

  @Test
  void theAgentOfAMemberIsAskedAndNothingIsSaidBeforeItReachesTheNewOne() {
    // Given
    mongodRuns();

    // When
    run(Duration.ofSeconds(5));

    // Then
    assertThat(beside.orders())
        .containsOnly(
            java.util.Map.entry(
                "agent-2", new ReachOrder(Samples.EXPANSION, "rs0", List.of(ADDRESS), false)));
    assertThat(all(EventType.BINARIES_INSTALLED)).isEmpty();

    // And when
    says(true, "");
    run(Duration.ofSeconds(5));

    // Then
    assertThat(all(EventType.BINARIES_INSTALLED)).hasSize(1);
    assertThat(all(EventType.BINARIES_INSTALLED).getFirst().at("/members/0/hostNote").asText())
        .contains("reached from db2:27017");
  }

  @Test
  void aMemberThatDoesNotReachTheNewOneEndsTheWayForwardAndThePairIsNamed() {
    // Given
    mongodRuns();
    run(Duration.ofSeconds(5));
    says(false, "no connection (Connection refused)");

    // When
    run(Duration.ofSeconds(20));

    // Then
    assertThat(all(EventType.EXPANSION_ABORTED)).isEmpty();

    // And when
    run(Duration.ofSeconds(30));

    // Then
    JsonNode cause = all(EventType.EXPANSION_ABORTED).getFirst().at("/cause");
    assertThat(cause.at("/code").asText()).isEqualTo("HOST_UNREACHABLE");
    assertThat(cause.at("/detail").asText())
        .contains("db2:27017", ADDRESS, "no connection (Connection refused)");
    assertThat(all(EventType.BINARIES_INSTALLED)).isEmpty();
  }

  @Test
  void anAgentThatDoesNotAnswerHoldsNothingForEver() {
    // Given
    mongodRuns();

    // When
    run(Duration.ofSeconds(45));

    // Then
    assertThat(all(EventType.BINARIES_INSTALLED)).hasSize(1);
    assertThat(all(EventType.BINARIES_INSTALLED).getFirst().at("/members/0/hostNote").asText())
        .contains("the agent of db2:27017 did not answer");
  }

  private void mongodRuns() {
    agents.reported(
        HOST, Samples.report(Generations.RUN, AgentStatus.INSTALLED, null), Instant.EPOCH);
  }

  private void says(boolean reached, String detail) {
    beside.reached(
        "agent-2",
        new ReachReport(
            Samples.EXPANSION, List.of(new ReachReport.Finding(ADDRESS, reached, detail))));
  }

  private void run(Duration most) {
    var unused = driver.runUntilIdle(Samples.EXPANSION, most);
  }

  private List<JsonNode> all(EventType type) {
    return driver.published().stream()
        .filter(event -> event.type() == type)
        .map(EventEnvelope::data)
        .distinct()
        .toList();
  }
}
