package dev.offshoot.installer.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.MongodOptions;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.installer.Samples;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.MemberAgents.Beside;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MongoMemberAgentsIT {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Beside DB4 = new Beside("h", "db4:27017");
  private static final ReachOrder ORDER =
      new ReachOrder("expansion-2", "rs0", List.of("db5:27017"), false);

  private static TestReplicaSet store;
  private static MongoClient client;

  private MongoAgents agents;
  private MongoMachines machines;
  private MongoMemberAgents beside;
  private int rings;

  @BeforeAll
  static void startStore() {
    store = TestReplicaSet.builder().members(MemberSpec.voter()).withoutAuthentication().start();
    client = MongoClients.create(store.connectionString());
  }

  @AfterAll
  static void stopStore() {
    client.close();
    store.close();
  }

  @BeforeEach
  void aHostThatRunsAMember() {
    var database = client.getDatabase("member-agents-it");
    Mono.from(database.drop()).block();
    agents = new MongoAgents(database, () -> {});
    machines = new MongoMachines(database);
    beside = new MongoMemberAgents(database, () -> rings++);
    agents.expect(new Agents.Expected("h", Samples.EXPANSION, "hash", NOW.plusSeconds(60)));
    agents.bind("h", "hash", Samples.identity("key"), NOW);
    agents.issue("h", 1, run());
    machines.heard("h", NOW);
  }

  @Test
  void anAgentStandsBesideItsMemberAlsoAfterItsNextGoal() {
    // When
    agents.issue("h", 2, new Agents.StoredGoal(new Goal.SettleMongod(), null));

    // Then
    assertThat(of("set-1", NOW)).containsExactly(DB4);
  }

  @Test
  void anotherSetsMemberASilentAgentAndARevokedOneAreNotAsked() {
    assertThat(of("set-2", NOW)).isEmpty();
    assertThat(of("set-1", NOW.plusSeconds(1))).isEmpty();
    assertThat(beside.of("set-1", List.of("db1:27017"), NOW)).isEmpty();

    // And when
    agents.revoke("h", false);

    // Then
    assertThat(of("set-1", NOW)).isEmpty();
  }

  @Test
  void anOrderIsShownToItsAgentUntilAnotherComesAndItsReportIsKept() {
    // Given
    beside.ask("h", ORDER);
    ReachReport report =
        new ReachReport("expansion-2", List.of(new ReachReport.Finding("db5:27017", true, "")));

    // When
    beside.reached("h", report);
    beside.ask("h", ORDER);

    // Then
    assertThat(agents.find("h").orElseThrow().reach()).isEqualTo(ORDER);
    assertThat(beside.said("h", "expansion-2")).contains(report);
    assertThat(rings).isPositive();

    // And when
    beside.ask("h", new ReachOrder("expansion-3", "rs0", List.of("db6:27017"), false));
    beside.reached("h", report);

    // Then
    assertThat(beside.said("h", "expansion-2")).isEmpty();
    assertThat(beside.said("h", "expansion-3")).isEmpty();
  }

  private List<Beside> of(String set, Instant since) {
    return beside.of(set, List.of("db1:27017", "db4:27017"), since);
  }

  private static Agents.StoredGoal run() {
    return new Agents.StoredGoal(
        new Goal.RunMongod(
            new MongodArtifact("6.0.5", "ab", 1, "binary", null),
            "db4:27017",
            "rs0",
            new MongodOptions(
                "wiredTiger", false, false, null, 200, 0.25, "secondaryPreferred", 60L, Map.of()),
            null,
            List.of("db1:27017"),
            List.of(),
            null,
            Map.of()),
        null,
        null,
        "set-1");
  }
}
