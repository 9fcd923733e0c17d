package dev.offshoot.installer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostWithdrawn;
import dev.offshoot.installer.InMemoryAgents;
import dev.offshoot.installer.Samples;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetachMachineTest {

  private static final String MACHINE = "machine-1";
  private static final String WORK = "0191d5c2-7f3a-7000-8000-0000000000ab";
  private static final long CLAIM = 2L << 32;
  private static final long LEAVE = (3L << 32) + 1;
  private static final String ADDRESS = "db4:27017";

  private final InMemoryAgents agents = new InMemoryAgents();
  private final StageDriver driver =
      new StageDriver(new InstallStage(agents, name -> Optional.empty(), progress -> {}));

  @Test
  void theAgentIsToldAboveAllOrdersBeforeAndRevokedOnlyOnceItSaidThatItLeaves() {
    // Given
    enrolled();
    settled(CLAIM + 4);

    // When
    withdrawn("request-1");

    // Then
    assertThat(known().generation()).isEqualTo(LEAVE);
    assertThat(told()).isEqualTo(new Goal.LeaveMongod(ADDRESS));
    assertThat(known().revoked()).isFalse();
    assertThat(said(EventType.HOST_DETACHED)).isEmpty();

    // When a late report of an earlier order comes, and then the answer
    report(CLAIM + 4, AgentStatus.SETTLED, null);
    run();
    assertThat(known().revoked()).isFalse();
    report(LEAVE, AgentStatus.LEFT, null);
    run();

    // Then
    assertThat(known().revoked()).isTrue();
    assertThat(detached()).isEqualTo(Samples.report(LEAVE, AgentStatus.LEFT, null).detail());
  }

  @Test
  void aSpareIsToldThatNoMemberStays() {
    // Given
    enrolled();

    // When
    withdrawn(null);

    // Then
    assertThat(told()).isEqualTo(new Goal.LeaveMongod(null));
  }

  @Test
  void aMachineThatNeverJoinedLosesTheChanceTo() {
    // Given
    expected();

    // When
    withdrawn(null);

    // Then
    assertThat(known().revoked()).isTrue();
    assertThat(detached()).contains("never enrolled");
  }

  @Test
  void whoeverWasRevokedBeforeIsSaidToBeSoPlainly() {
    // Given
    enrolled();
    agents.revoke(MACHINE, false);

    // When
    withdrawn("request-1");

    // Then
    assertThat(known().goal()).isNull();
    assertThat(detached()).contains("revoked before", ADDRESS, "by hand");
  }

  @Test
  void aMachineWithoutARecordWaitsForOne() {
    // When
    withdrawn(null);

    // Then
    asked("AGENT_UNKNOWN");

    // When
    enrolled();
    run();
    report(LEAVE, AgentStatus.LEFT, null);
    run();

    // Then
    assertThat(detached()).isNotEmpty();
  }

  @Test
  void aSilentAgentIsAPersonsToStartAndItGoesOn() {
    // Given
    enrolled();

    // When
    withdrawn("request-1");

    // Then
    asked("AGENT_SILENT");
    assertThat(known().revoked()).isFalse();

    // When
    report(LEAVE, AgentStatus.LEFT, null);
    run();

    // Then
    assertThat(detached()).isNotEmpty();
  }

  @Test
  void anAgentThatIsHeardAndDoesNotKnowTheOrderIsToldFromASilentOne() {
    // Given
    enrolled();
    withdrawn("request-1", Duration.ofSeconds(80));

    // When
    for (int i = 0; i < 10; i++) {
      agents.heard(MACHINE, driver.clock().instant());
      var unused = driver.runUntilIdle(WORK, Duration.ofSeconds(10));
    }

    // Then
    asked("AGENT_DOES_NOT_FOLLOW");
  }

  @Test
  void whatHoldsTheAgentIsAskedFor() {
    // Given
    enrolled();
    withdrawn("request-1", Duration.ofSeconds(1));

    // When
    report(LEAVE, AgentStatus.WORKING, new AgentFailure("MONGOD_EXITED", "it ended", "read"));
    run();

    // Then
    asked("MONGOD_EXITED");
    assertThat(known().revoked()).isFalse();
  }

  @Test
  void anOrderThatIsNewerHoldsIt() {
    // Given
    enrolled();
    settled(LEAVE + 7);

    // When
    withdrawn("request-1");

    // Then
    asked("ORDER_OVERTAKEN");
    assertThat(told()).isEqualTo(new Goal.SettleMongod());
  }

  private void expected() {
    agents.expect(new Agents.Expected(MACHINE, MACHINE, "hash", Instant.MAX));
  }

  private void enrolled() {
    expected();
    assertThat(agents.bind(MACHINE, "hash", Samples.identity("key"), Instant.EPOCH)).isTrue();
  }

  private void settled(long generation) {
    var unused =
        agents.issue(MACHINE, generation, new Agents.StoredGoal(new Goal.SettleMongod(), null));
  }

  private Agents.Known known() {
    return agents.find(MACHINE).orElseThrow();
  }

  private @Nullable Goal told() {
    Agents.StoredGoal goal = known().goal();
    return goal == null ? null : goal.goal();
  }

  private void report(long generation, AgentStatus status, @Nullable AgentFailure failure) {
    agents.reported(MACHINE, Samples.report(generation, status, failure), Instant.EPOCH);
  }

  private void withdrawn(@Nullable String holder) {
    withdrawn(holder, Duration.ofMinutes(20));
  }

  private void withdrawn(@Nullable String holder, Duration running) {
    driver.hear(
        EventType.HOST_WITHDRAWN,
        WORK,
        "orders",
        new HostWithdrawn(WORK, MACHINE, holder, ADDRESS, 3));
    var unused = driver.runUntilIdle(WORK, running);
  }

  private void run() {
    var unused = driver.runUntilIdle(WORK, Duration.ofMinutes(20));
  }

  private String detached() {
    List<EventEnvelope> said = said(EventType.HOST_DETACHED);
    assertThat(said).hasSize(1);
    return said.getFirst().data().path("detail").asText();
  }

  private void asked(String code) {
    assertThat(said(EventType.HOST_DETACHED)).isEmpty();
    assertThat(said(EventType.ATTENTION_REQUESTED))
        .last()
        .satisfies(event -> assertThat(event.data().at("/cause/code").asText()).isEqualTo(code));
  }

  /** A fact that is sent again is the same fact. */
  private List<EventEnvelope> said(EventType type) {
    return driver.published().stream().filter(event -> event.type() == type).distinct().toList();
  }
}
