package dev.offshoot.installer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.HostLost;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.RemovedMember;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.installer.InMemoryAgents;
import dev.offshoot.installer.Samples;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.app.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstallStageTest {

  private static final String HOST = "host-4";
  private static final String ADDRESS = "db4:27017";
  private static final String REMOVAL = "0191d5c2-7f3a-7000-8000-0000000000aa";
  private static final String AGAIN = "0191d5c2-7f3a-7000-8000-0000000000ab";
  private static final Duration A_WHILE = Duration.ofSeconds(10);

  private final InMemoryAgents agents = new InMemoryAgents();
  private final Map<String, String> secrets = new TreeMap<>(Map.of("keyfile", "key material"));
  private final List<SyncProgressed> told = new ArrayList<>();
  private final StageDriver driver =
      new StageDriver(
          new InstallStage(
              agents,
              MemberAgents.NONE,
              name -> Optional.ofNullable(secrets.get(name)),
              told::add,
              new Patience(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(10))));

  @Test
  void anEnrolledHostIsToldToRunMongodAndItsReportIsPassedOn() {
    // Given
    provision();
    enrol(HOST);

    // When
    run(A_WHILE);
    agents.reported(
        HOST, Samples.report(Generations.RUN, AgentStatus.INSTALLED, null), Instant.EPOCH);
    run(A_WHILE);

    // Then
    JsonNode installed = only(EventType.BINARIES_INSTALLED);
    assertThat(installed.at("/members/0/address").asText()).isEqualTo(ADDRESS);
    assertThat(installed.at("/members/0/version").asText()).isEqualTo("6.0.5");
    assertThat(installed.at("/members/0/profile/cpus").asInt()).isEqualTo(4);
    assertThat(installed.at("/plan/unknownToThisService").asText()).isEqualTo("is passed on");
    assertThat(told).extracting(SyncProgressed::step).containsOnly("install");
  }

  @Test
  void theStoredGoalNamesTheSecretAndHoldsNone() {
    // Given
    provision();
    enrol(HOST);

    // When
    run(A_WHILE);

    // Then
    Agents.StoredGoal stored = Objects.requireNonNull(known(HOST).goal());
    Goal.RunMongod goal = (Goal.RunMongod) stored.goal();
    assertThat(stored.keyfileSecret()).isEqualTo("keyfile");
    assertThat(goal.keyfile()).isNull();
    assertThat(goal.members()).containsExactly("db1:27017", "db2:27017");
    assertThat(goal.runbook())
        .contains("MEMBER_DIR_3=\"$OFFSHOOT_MEMBER_DIR\"", "make host", "start mongod")
        .containsSubsequence("# ======== to undo, instead", "stop mongod", "delete host");
    assertThat(new ServeGoals(agents, name -> Optional.of("key material")).goal(HOST, -1, ""))
        .isInstanceOfSatisfying(
            ServeGoals.Served.Now.class,
            served ->
                assertThat(
                        Objects.requireNonNull(((Goal.RunMongod) served.goal().goal()).keyfile())
                            .value())
                    .isEqualTo("key material"));
  }

  @Test
  void aHostThatDoesNotEnrolEndsTheWayForward() {
    // Given
    provision();

    // When
    run(Duration.ofMinutes(3));

    // Then
    assertThat(only(EventType.EXPANSION_ABORTED).at("/cause/code").asText())
        .isEqualTo("AGENT_NOT_ENROLLED");
    assertThat(only(EventType.EXPANSION_ABORTED).at("/cause/detail").asText())
        .contains(HOST, ADDRESS, "within 120 s");
  }

  @Test
  void anAgentThatIsNotHeardAnyMoreEndsTheWayForwardAndOneThatIsHeardDoesNot() {
    // Given
    provision();
    enrol(HOST);
    run(A_WHILE);

    // When
    for (int minute = 0; minute < 8; minute++) {
      agents.heard(HOST, Instant.EPOCH.plusSeconds(minute));
      run(Duration.ofMinutes(1));
    }
    List<EventType> while8Minutes = types();
    run(Duration.ofMinutes(5));

    // Then
    assertThat(while8Minutes).doesNotContain(EventType.EXPANSION_ABORTED);
    JsonNode cause = only(EventType.EXPANSION_ABORTED).get("cause");
    assertThat(cause.get("code").asText()).isEqualTo("AGENT_SILENT");
    assertThat(cause.get("detail").asText()).contains(HOST, ADDRESS, "for 300 s", "installing");
  }

  @Test
  void aMissingKeyfileIsFoundBeforeAnyHostIsTold() {
    // Given
    secrets.clear();
    provision();

    // When
    run(A_WHILE);

    // Then
    assertThat(only(EventType.EXPANSION_ABORTED).at("/cause/code").asText())
        .isEqualTo("KEYFILE_MISSING");
    assertThat(agents.find(HOST)).isEmpty();
  }

  @Test
  void aFailureTheAgentOvercomesIsAwaitedAndOneThatStaysEndsTheWayForward() {
    // Given
    provision();
    enrol(HOST);
    run(A_WHILE);
    AgentFailure unreachable =
        new AgentFailure("HOST_UNREACHABLE", "db2 is not reached", "open it");
    report(Generations.RUN, AgentStatus.WORKING, unreachable);

    // When
    run(Duration.ofSeconds(20));
    List<EventType> early = types();
    run(Duration.ofSeconds(40));

    // Then
    assertThat(early).doesNotContain(EventType.EXPANSION_ABORTED);
    JsonNode cause = only(EventType.EXPANSION_ABORTED).get("cause");
    assertThat(cause.get("code").asText()).isEqualTo("HOST_UNREACHABLE");
    assertThat(cause.get("remedy").asText()).isEqualTo("open it");
  }

  @Test
  void aMongodThatEndsWhileItIsSynchronizedEndsTheWayForward() {
    // Given
    install();

    // When
    report(Generations.RUN, AgentStatus.FAILED, new AgentFailure("MONGOD_EXITED", "ended", "read"));
    run(Duration.ofMinutes(1));

    // Then
    assertThat(only(EventType.EXPANSION_ABORTED).at("/cause/code").asText())
        .isEqualTo("MONGOD_EXITED");
  }

  @Test
  void anAbortAloneChangesNothingOnAHost() {
    // Given
    install();

    // When
    abort();
    run(Duration.ofMinutes(10));

    // Then
    assertThat(known(HOST).generation()).isEqualTo(Generations.RUN);
    assertThat(types()).doesNotContain(EventType.BINARIES_REMOVED);
  }

  @Test
  void onceTheMemberIsOutTheHostIsClearedAndItsIdentityRevoked() {
    // Given
    install();
    abort();

    // When
    removed(List.of(new RemovedMember(3, ADDRESS)));
    run(A_WHILE);
    Agents.Known asked = known(HOST);
    report(Generations.REMOVE, AgentStatus.REMOVED, null);
    run(A_WHILE);

    // Then
    Goal.RemoveMongod goal = (Goal.RemoveMongod) Objects.requireNonNull(asked.goal()).goal();
    assertThat(goal.removedAtVersion()).isEqualTo(9);
    assertThat(goal.removedAtTerm()).isEqualTo(2);
    assertThat(goal.replicaSetId()).isEqualTo("set-1");
    assertThat(known(HOST).revoked()).isTrue();
    assertThat(only(EventType.BINARIES_REMOVED).at("/hostRequestIds/0").asText()).isEqualTo(HOST);
  }

  @Test
  void aMemberThatWasNeverAddedIsSaidToBeSo() {
    // Given
    install();
    abort();

    // When
    removed(List.of());
    run(A_WHILE);

    // Then
    assertThat(
            ((Goal.RemoveMongod) Objects.requireNonNull(known(HOST).goal()).goal())
                .removedAtVersion())
        .isNull();
  }

  @Test
  void anAgentThatSaysStillAMemberIsAPersonsToLookAtAndIsAskedOn() {
    // Given
    install();
    abort();
    removed(List.of(new RemovedMember(3, ADDRESS)));
    run(A_WHILE);

    // When
    report(
        Generations.REMOVE,
        AgentStatus.WORKING,
        new AgentFailure("STILL_A_MEMBER", "listed", "look"));
    run(Duration.ofMinutes(5));
    List<EventType> meanwhile = types();
    report(Generations.REMOVE, AgentStatus.REMOVED, null);
    run(Duration.ofMinutes(1));

    // Then
    assertThat(meanwhile)
        .containsOnlyOnce(EventType.ATTENTION_REQUESTED)
        .doesNotContain(EventType.BINARIES_REMOVED);
    assertThat(types()).contains(EventType.BINARIES_REMOVED);
    assertThat(all(EventType.ATTENTION_REQUESTED))
        .extracting(event -> event.get("resolved").asBoolean())
        .containsExactly(false, true);
  }

  @Test
  void aSilentAgentIsAPersonsToLookAt() {
    // Given
    install();
    abort();

    // When
    removed(List.of(new RemovedMember(3, ADDRESS)));
    run(Duration.ofMinutes(5));

    // Then
    assertThat(only(EventType.ATTENTION_REQUESTED).at("/cause/code").asText())
        .isEqualTo("AGENT_SILENT");
    assertThat(types()).doesNotContain(EventType.BINARIES_REMOVED);
  }

  @Test
  void theAgentOfAHostThatHasEndedForGoodIsNotWaitedFor() {
    // Given
    install();
    abort();
    removed(List.of(new RemovedMember(3, ADDRESS)));
    run(Duration.ofMinutes(5));
    assertThat(only(EventType.ATTENTION_REQUESTED).at("/cause/remedy").asText())
        .contains("terminate");

    // When
    driver.hear(
        EventType.HOST_LOST,
        Samples.EXPANSION,
        "orders",
        new HostLost(Samples.EXPANSION, "orders", HOST, "instance i-1 ended"));
    run(A_WHILE);

    // Then
    assertThat(known(HOST).revoked()).isTrue();
    assertThat(only(EventType.BINARIES_REMOVED).at("/hostRequestIds/0").asText()).isEqualTo(HOST);
  }

  @Test
  void aLostHostAloneTakesNothingBack() {
    // Given
    install();

    // When
    driver.hear(
        EventType.HOST_LOST,
        Samples.EXPANSION,
        "orders",
        new HostLost(Samples.EXPANSION, "orders", HOST, "instance i-1 ended"));
    run(A_WHILE);

    // Then
    assertThat(known(HOST).revoked()).isFalse();
    assertThat(types()).doesNotContain(EventType.BINARIES_REMOVED);
  }

  @Test
  void aHostThatNeverEnrolledCanNeverDoSoAfterwards() {
    // Given
    provision();
    run(A_WHILE);
    abort();

    // When
    removed(List.of());
    run(A_WHILE);

    // Then
    assertThat(only(EventType.BINARIES_REMOVED).get("hostRequestIds")).isEmpty();
    assertThat(agents.bind(HOST, "hash-" + HOST, Samples.identity("key"), Instant.EPOCH)).isFalse();
  }

  @Test
  void aStageThatHeardOfNoHostSaysSoAndPassesOn() {
    // When
    abort();
    removed(List.of());
    run(A_WHILE);

    // Then
    assertThat(only(EventType.BINARIES_REMOVED).get("hostRequestIds")).isEmpty();
  }

  @Test
  void hostsThatComeAfterTheAbortAreNotTold() {
    // Given
    abort();

    // When
    provision();
    enrol(HOST);
    run(A_WHILE);

    // Then
    assertThat(known(HOST).generation()).isZero();
    assertThat(types()).isEmpty();
  }

  @Test
  void whenItIsOverWellTheHostIsToldThatTheMemberLasts() {
    // Given
    install();

    // When
    driver.hear(
        EventType.EXPANSION_CLOSED,
        Samples.EXPANSION,
        "orders",
        new ExpansionClosed(Samples.EXPANSION, "orders", "COMPLETED", null, null, null));
    run(A_WHILE);

    // Then
    assertThat(known(HOST).generation()).isEqualTo(Generations.SETTLE);
    assertThat(known(HOST).revoked()).isFalse();
  }

  @Test
  void twoHostsAreInstalledSideBySideAndReportedTogether() {
    // Given
    driver.hear(
        EventType.RESOURCE_PROVISIONED,
        Samples.EXPANSION,
        "orders",
        Samples.provisioned(
            Samples.SMALL,
            Samples.host(HOST, 3, ADDRESS, "hash-" + HOST),
            Samples.host("host-5", 4, "db5:27017", "hash-host-5")));
    run(Duration.ofSeconds(2));
    enrol(HOST);
    enrol("host-5");
    run(A_WHILE);

    // When
    report(Generations.RUN, AgentStatus.INSTALLED, null);
    run(A_WHILE);
    List<EventType> afterOne = types();
    agents.reported(
        "host-5", Samples.report(Generations.RUN, AgentStatus.INSTALLED, null), Instant.EPOCH);
    run(A_WHILE);

    // Then
    assertThat(afterOne).doesNotContain(EventType.BINARIES_INSTALLED);
    assertThat(only(EventType.BINARIES_INSTALLED).get("members")).hasSize(2);
  }

  @Test
  void aHostGivenBackIsCleanedInAJournalOfItsOwn() {
    // Given
    install();
    giveBack(REMOVAL, 0);

    // When
    var unused = driver.runUntilIdle(REMOVAL, A_WHILE);
    Goal told = Objects.requireNonNull(known(HOST).goal()).goal();
    List<EventType> before = types();
    report(Generations.REMOVE, AgentStatus.REMOVED, null);
    unused = driver.runUntilIdle(REMOVAL, A_WHILE);

    // Then
    assertThat(told).isEqualTo(new Goal.RemoveMongod(12L, 2L, "set-1", List.of("db1:27017")));
    assertThat(before).doesNotContain(EventType.BINARIES_REMOVED);
    assertThat(only(EventType.BINARIES_REMOVED).at("/hostRequestIds/0").asText()).isEqualTo(HOST);
    assertThat(only(EventType.BINARIES_REMOVED).path("expansionId").asText()).isEqualTo(REMOVAL);
    assertThat(known(HOST).revoked()).isTrue();
  }

  @Test
  void aRemovalThatTheAgentRefusesIsTakenBackAndAskedForAgainWithAHigherNumber() {
    // Given
    install();
    giveBack(REMOVAL, 0);
    var unused = driver.runUntilIdle(REMOVAL, A_WHILE);

    // When
    report(
        Generations.remove(0),
        AgentStatus.WORKING,
        new AgentFailure("STILL_A_MEMBER", "db1 lists it", "take it out"));
    unused = driver.runUntilIdle(REMOVAL, A_WHILE);
    Agents.Known told = known(HOST);
    List<EventType> before = types();
    report(Generations.keep(0), AgentStatus.SETTLED, null);
    unused = driver.runUntilIdle(REMOVAL, A_WHILE);
    giveBack(AGAIN, 1);
    unused = driver.runUntilIdle(AGAIN, A_WHILE);

    // Then
    assertThat(Objects.requireNonNull(told.goal()).goal()).isEqualTo(new Goal.SettleMongod());
    assertThat(before).doesNotContain(EventType.ATTENTION_REQUESTED);
    JsonNode cause = all(EventType.ATTENTION_REQUESTED).getFirst().get("cause");
    assertThat(cause.get("code").asText()).isEqualTo("STILL_A_MEMBER");
    assertThat(cause.get("detail").asText()).isEqualTo("db1 lists it");
    assertThat(types()).doesNotContain(EventType.BINARIES_REMOVED);
    assertThat(known(HOST).generation()).isEqualTo(Generations.remove(1));
    assertThat(known(HOST).revoked()).isFalse();
  }

  @Test
  void aRefusalIsNotForgottenWhenWhoeverTakesTheOrderBackDiesOfIt() {
    // Given
    install();
    giveBack(REMOVAL, 0);
    var unused = driver.runUntilIdle(REMOVAL, A_WHILE);
    report(
        Generations.remove(0),
        AgentStatus.WORKING,
        new AgentFailure("STILL_A_MEMBER", "db1 lists it", "take it out"));

    // When the agent has let go before it is known that it was told to
    agents.afterNextIssue(
        () -> {
          report(Generations.keep(0), AgentStatus.SETTLED, null);
          throw new StoreUnavailable("no answer", new IOException("died"));
        });
    unused = driver.runUntilIdle(REMOVAL, Duration.ofMinutes(5));

    // Then
    JsonNode cause = only(EventType.ATTENTION_REQUESTED).get("cause");
    assertThat(cause.get("code").asText()).isEqualTo("STILL_A_MEMBER");
    assertThat(cause.get("detail").asText()).isEqualTo("db1 lists it");
  }

  @Test
  void anAgentThatRemovedBeforeItHeardOfTheTakingBackIsGone() {
    // Given
    install();
    giveBack(REMOVAL, 0);
    var unused = driver.runUntilIdle(REMOVAL, A_WHILE);
    report(
        Generations.remove(0),
        AgentStatus.WORKING,
        new AgentFailure("STILL_A_MEMBER", "db1 lists it", "take it out"));
    unused = driver.runUntilIdle(REMOVAL, A_WHILE);

    // When
    report(Generations.remove(0), AgentStatus.REMOVED, null);
    unused = driver.runUntilIdle(REMOVAL, A_WHILE);

    // Then
    assertThat(types())
        .contains(EventType.BINARIES_REMOVED)
        .doesNotContain(EventType.ATTENTION_REQUESTED);
  }

  @Test
  void aHostWithoutARecordIsNotSaidToBeCleanAndOneThatIsRevokedIs() {
    // Given
    giveBack(REMOVAL, 0);

    // When
    var unused = driver.runUntilIdle(REMOVAL, A_WHILE);
    List<EventType> without = types();
    provision();
    enrol(HOST);
    agents.revoke(HOST, false);
    unused = driver.runUntilIdle(REMOVAL, A_WHILE);

    // Then
    assertThat(without).doesNotContain(EventType.BINARIES_REMOVED);
    assertThat(all(EventType.ATTENTION_REQUESTED).getFirst().at("/cause/code").asText())
        .isEqualTo("AGENT_UNKNOWN");
    assertThat(only(EventType.BINARIES_REMOVED).at("/hostRequestIds/0").asText()).isEqualTo(HOST);
  }

  private void giveBack(String removal, int ask) {
    driver.hear(
        EventType.HOST_REMOVAL_REQUESTED,
        removal,
        "orders",
        new HostRemovalRequested(
            removal,
            Samples.deployment(),
            HOST,
            3,
            ADDRESS,
            "set-1",
            12,
            2,
            List.of("db1:27017"),
            "eva",
            ask,
            null,
            null));
  }

  private void provision() {
    driver.hear(
        EventType.RESOURCE_PROVISIONED,
        Samples.EXPANSION,
        "orders",
        Samples.provisioned(Samples.SMALL, Samples.host(HOST, 3, ADDRESS, "hash-" + HOST)));
  }

  private void enrol(String host) {
    agents.expect(new Agents.Expected(host, Samples.EXPANSION, "hash-" + host, Instant.MAX));
    assertThat(agents.bind(host, "hash-" + host, Samples.identity("key"), Instant.EPOCH)).isTrue();
    agents.reported(host, Samples.report(0, AgentStatus.PROFILED, null), Instant.EPOCH);
  }

  private void install() {
    provision();
    enrol(HOST);
    run(A_WHILE);
    report(Generations.RUN, AgentStatus.INSTALLED, null);
    run(A_WHILE);
  }

  private void report(long generation, AgentStatus status, @Nullable AgentFailure failure) {
    AgentReport report = Samples.report(generation, status, failure);
    agents.reported(HOST, report, Instant.EPOCH);
  }

  private void abort() {
    driver.hear(
        EventType.EXPANSION_ABORTED,
        Samples.EXPANSION,
        "orders",
        new ExpansionAborted(
            Samples.EXPANSION,
            Samples.deployment(),
            new Cause("x", "CANCELLED", "d", "r"),
            "someone"));
  }

  private void removed(List<RemovedMember> members) {
    driver.hear(
        EventType.MEMBER_REMOVED,
        Samples.EXPANSION,
        "orders",
        new MemberRemoved(Samples.EXPANSION, Samples.deployment(), members, 9L, 2L));
  }

  private void run(Duration most) {
    var unused = driver.runUntilIdle(Samples.EXPANSION, most);
  }

  private Agents.Known known(String host) {
    return agents.find(host).orElseThrow();
  }

  /**
   * Facts are sent again until the next fact of the chain is seen; the same id is the same fact.
   */
  private List<EventEnvelope> facts() {
    Map<String, EventEnvelope> byId = new LinkedHashMap<>();
    driver.published().forEach(event -> byId.putIfAbsent(event.id(), event));
    return List.copyOf(byId.values());
  }

  private List<EventType> types() {
    return facts().stream().map(EventEnvelope::type).toList();
  }

  private List<JsonNode> all(EventType type) {
    return facts().stream().filter(event -> event.type() == type).map(EventEnvelope::data).toList();
  }

  private JsonNode only(EventType type) {
    assertThat(all(type)).hasSize(1);
    return all(type).getFirst();
  }
}
