package dev.offshoot.installer.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.installer.Samples;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.Agents.Issued;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MongoAgentsIT {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Agents.StoredGoal SETTLE =
      new Agents.StoredGoal(new Goal.SettleMongod(), "secret-name");
  private static final Agents.StoredGoal REMOVE =
      new Agents.StoredGoal(new Goal.RemoveMongod(4L, 1L, "set-1", List.of("db1:27017")), null);

  private static TestReplicaSet store;
  private static MongoClient client;

  private MongoAgents agents;
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
  void prepare() {
    var database = client.getDatabase("installer-it");
    Mono.from(database.drop()).block();
    agents = new MongoAgents(database, () -> rings++);
    agents.expect(new Agents.Expected("h", Samples.EXPANSION, "hash", NOW.plusSeconds(60)));
  }

  @Test
  void aLowerGenerationNeverReplacesAHigherOne() {
    // Given
    assertThat(agents.issue("h", 3, REMOVE)).isEqualTo(Issued.ISSUED);

    // When
    Issued late = agents.issue("h", 2, SETTLE);

    // Then
    assertThat(late).isEqualTo(Issued.TOO_LATE);
    assertThat(agents.issue("h", 3, SETTLE)).isEqualTo(Issued.ALREADY);
    Agents.Known known = agents.find("h").orElseThrow();
    assertThat(known.generation()).isEqualTo(3);
    assertThat(known.goal()).isEqualTo(REMOVE);
    assertThat(rings).isEqualTo(1);
  }

  @Test
  void aTokenIsBoundToTheFirstKeyOnly() {
    // When
    boolean first = agents.bind("h", "hash", Samples.identity("key-1"), NOW);

    // Then
    assertThat(first).isTrue();
    assertThat(agents.bind("h", "hash", Samples.identity("key-2"), NOW)).isFalse();
    assertThat(agents.bind("h", "hash", Samples.identity("key-1"), NOW)).isFalse();
    assertThat(agents.find("h").orElseThrow().publicKey()).isEqualTo("key-1");
  }

  @Test
  void ofTwoRenewalsOneIsKeptAndTheFirstRefusalStays() {
    // Given
    assertThat(agents.bind("h", "hash", Samples.identity("key-1"), NOW)).isTrue();

    // When
    boolean first = agents.renew("h", "01", Samples.certificate("02"));
    boolean second = agents.renew("h", "01", Samples.certificate("03"));
    agents.refused("h", "TOKEN_ALREADY_USED");
    agents.refused("h", "TOKEN_EXPIRED");

    // Then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(agents.find("h").orElseThrow().identity())
        .isEqualTo(new Agents.Identity("key-1", Samples.certificate("02"), "TOKEN_ALREADY_USED"));
  }

  @Test
  void anIdentityThatWasNeverUsedIsRevokedBeforeAnybodyCanUseIt() {
    // When
    boolean revoked = agents.revoke("h", true);

    // Then
    assertThat(revoked).isTrue();
    assertThat(agents.bind("h", "hash", Samples.identity("key-1"), NOW)).isFalse();
    assertThat(agents.issue("h", 9, SETTLE)).isEqualTo(Issued.NO_SUCH_HOST);
  }

  @Test
  void anIdentityInUseIsNotRevokedAsIfItWereNot() {
    // Given
    assertThat(agents.bind("h", "hash", Samples.identity("key-1"), NOW)).isTrue();

    // When
    boolean revoked = agents.revoke("h", true);

    // Then
    assertThat(revoked).isFalse();
    assertThat(agents.find("h").orElseThrow().enrolled()).isTrue();
  }

  @Test
  void expectingAHostAgainLeavesWhatIsKnownOfIt() {
    // Given
    assertThat(agents.bind("h", "hash", Samples.identity("key-1"), NOW)).isTrue();
    agents.reported("h", Samples.report(0, AgentStatus.PROFILED, null), NOW);

    // When
    agents.expect(new Agents.Expected("h", Samples.EXPANSION, "another-hash", NOW));

    // Then
    Agents.Known known = agents.find("h").orElseThrow();
    assertThat(known.expected().tokenHash()).isEqualTo("hash");
    assertThat(known.report()).isEqualTo(Samples.report(0, AgentStatus.PROFILED, null));
  }
}
