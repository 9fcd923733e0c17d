package dev.offshoot.provisioner.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.Pool.Claimed;
import dev.offshoot.provisioner.app.Pool.Withdrawal;
import dev.offshoot.provisioner.app.PoolProvider;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.provisioner.app.SampleEvents;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.Machine;
import dev.offshoot.provisioner.domain.MachineClaim;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets a machine, on a real store. */
class MongoPoolIT {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant RECENTLY = NOW.minusSeconds(60);
  private static final Machine FIRST = machine("m-1");
  private static final Machine SECOND = machine("m-2");

  private static TestReplicaSet store;
  private static MongoClient client;

  private MongoPool pool;

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
  void emptyPool() {
    pool = new MongoPool(client.getDatabase("pool-" + UUID.randomUUID()));
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsTheMachine() throws Exception {
    // Given
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    CountDownLatch start = new CountDownLatch(1);

    for (int round = 1; round <= 20; round++) {
      // When
      List<Future<Claimed>> answers = new ArrayList<>();
      try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 16; i++) {
          String request = "r-" + round + "-" + i / 2;
          answers.add(
              askers.submit(
                  () -> {
                    start.await();
                    return pool.claim(request, "m-1", "h:1", RECENTLY);
                  }));
        }
        start.countDown();
      }

      // Then
      List<Host> got = new ArrayList<>();
      for (Future<Claimed> answer : answers) {
        if (answer.get() instanceof Claimed.Yes(Host host)) {
          got.add(host);
        }
      }
      assertThat(got).isNotEmpty();
      assertThat(got.stream().map(Host::id).distinct()).hasSize(1);
      assertThat(got).allMatch(host -> host.equals(got.getFirst()));
      assertThat(got.getFirst().claim()).isEqualTo(new MachineClaim("m-1", round));
      assertThat(pool.free(RECENTLY)).isEmpty();
      pool.release(got.getFirst().id());
    }
  }

  @Test
  void aRequestThatWasReleasedGetsNoMachineEverAgain() {
    // Given
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    unused = pool.heard(SECOND, NOW, RECENTLY);
    assertThat(pool.claim("r", "m-1", "h:1", RECENTLY)).isInstanceOf(Claimed.Yes.class);

    // When
    pool.release("r");
    pool.release("r");

    // Then
    assertThat(pool.find("r")).isEmpty();
    assertThat(pool.claim("r", "m-1", "h:1", RECENTLY)).isInstanceOf(Claimed.Released.class);
    assertThat(pool.claim("r", "m-2", "h:1", RECENTLY)).isInstanceOf(Claimed.Released.class);
    assertThat(pool.free(RECENTLY)).containsExactly(FIRST, SECOND);
  }

  @Test
  void aReleaseOfAnotherRequestLeavesAClaimAlone() {
    // Given
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    Claimed mine = pool.claim("r", "m-1", "h:1", RECENTLY);

    // When
    pool.release("another");

    // Then
    assertThat(pool.find("r")).isPresent();
    assertThat(pool.claim("r", "m-1", "h:1", RECENTLY)).isEqualTo(mine);
    assertThat(pool.claim("third", "m-1", "h:1", RECENTLY)).isEqualTo(new Claimed.Taken("r"));
  }

  @Test
  void aSilentMachineIsNeitherOfferedNorClaimed() {
    // Given
    assertThat(pool.heard(FIRST, NOW.minusSeconds(300), RECENTLY)).isTrue();

    // When / Then
    assertThat(pool.free(RECENTLY)).isEmpty();
    assertThat(pool.claim("r", "m-1", "h:1", RECENTLY))
        .isEqualTo(new Claimed.Silent(NOW.minusSeconds(300)));
    assertThat(pool.heard(FIRST, NOW, RECENTLY)).isTrue();
    assertThat(pool.heard(FIRST, NOW.minusSeconds(200), RECENTLY)).isFalse();
    assertThat(pool.free(RECENTLY)).containsExactly(FIRST);
    assertThat(pool.claim("r", "nowhere", "h:1", RECENTLY)).isEqualTo(new Claimed.Unknown());
  }

  @Test
  void aMachineThatWasTakenOutIsNeverHadAgain() {
    // Given
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    assertThat(pool.claim("r", "m-1", "h:1", RECENTLY)).isInstanceOf(Claimed.Yes.class);

    // When
    Withdrawal out = again("w", "r");

    // Then
    assertThat(out).isEqualTo(new Withdrawal.Out(2)).isEqualTo(again("w", "r"));
    assertThat(again("another", "r")).isEqualTo(new Withdrawal.Refused("w"));
    pool.release("r");
    assertThat(pool.heard(FIRST, NOW.plusSeconds(1), RECENTLY)).isFalse();
    assertThat(pool.free(RECENTLY)).isEmpty();
    assertThat(pool.claimed()).isEmpty();
    assertThat(pool.find("r")).isEmpty();
    assertThat(pool.claim("next", "m-1", "h:1", RECENTLY)).isEqualTo(new Claimed.Taken("w"));
  }

  @Test
  void aMachineThatAnExpansionHasIsNotTakenOutAlsoNotLater() {
    // Given
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    Claimed mine = pool.claim("r", "m-1", "h:1", RECENTLY);

    // When
    Withdrawal refused = again("w", null);
    pool.release("r");

    // Then
    assertThat(mine).isInstanceOf(Claimed.Yes.class);
    assertThat(refused).isEqualTo(new Withdrawal.Refused("r"));
    assertThat(again("w", null)).isEqualTo(new Withdrawal.Refused(null));
    assertThat(pool.free(RECENTLY)).containsExactly(FIRST);
    assertThat(again("asked again", null)).isEqualTo(new Withdrawal.Out(2));
  }

  @Test
  void aMachineThatNeverJoinedIsNotAdmittedOnceItWasTakenOut() {
    // When
    Withdrawal out = again("w", null);

    // Then
    assertThat(out).isEqualTo(new Withdrawal.Out(1));
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    assertThat(pool.free(RECENTLY)).isEmpty();
    assertThat(pool.claim("r", "m-1", "h:1", RECENTLY)).isEqualTo(new Claimed.Taken("w"));
  }

  private Withdrawal again(String work, @Nullable String holder) {
    return pool.withdraw(work, "m-1", holder, "h:1");
  }

  @Test
  void everyHostOfAPlanHasAMachineAndTheFirstIsFreeAgainWhenTheSecondWasTaken() {
    // Given
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    unused = pool.heard(SECOND, NOW, RECENTLY);
    assertThat(pool.claim("another", "m-2", "h:2", RECENTLY)).isInstanceOf(Claimed.Yes.class);
    StageDriver driver = new StageDriver(stage());
    JsonNode plan =
        SampleEvents.planCreated(
            "automatic", SampleEvents.FIRST_HOST, "h:1", SampleEvents.SECOND_HOST, "h:2");

    // When
    hear(driver, EventType.PLAN_CREATED, SampleEvents.claiming(plan, "m-1", "m-2"));

    // Then
    JsonNode cause = published(driver, EventType.EXPANSION_ABORTED).at("/cause");
    assertThat(cause.path("code").asText()).isEqualTo("SPARE_TAKEN");
    assertThat(cause.path("detail").asText()).contains("m-2", "another");
    assertThat(pool.find(SampleEvents.FIRST_HOST)).map(Host::reference).contains("m-1");

    // When
    hear(driver, EventType.EXPANSION_ABORTED, ContractJson.tree(SampleEvents.aborted()));
    hear(driver, EventType.BINARIES_REMOVED, ContractJson.tree(SampleEvents.binariesRemoved()));

    // Then
    assertThat(published(driver, EventType.RESOURCE_RELEASED).path("hostRequestIds"))
        .map(JsonNode::asText)
        .containsExactly(SampleEvents.FIRST_HOST, SampleEvents.SECOND_HOST);
    assertThat(pool.free(RECENTLY)).containsExactly(FIRST);
    assertThat(pool.find("another")).isPresent();
  }

  @Test
  void aPlanWithTwoMachinesGetsBoth() {
    // Given
    var unused = pool.heard(FIRST, NOW, RECENTLY);
    unused = pool.heard(SECOND, NOW, RECENTLY);
    StageDriver driver = new StageDriver(stage());
    JsonNode plan =
        SampleEvents.planCreated(
            "automatic", SampleEvents.FIRST_HOST, "h:1", SampleEvents.SECOND_HOST, "h:2");

    // When
    hear(driver, EventType.PLAN_CREATED, SampleEvents.claiming(plan, "m-2", "m-1"));

    // Then
    JsonNode hosts = published(driver, EventType.RESOURCE_PROVISIONED).path("hosts");
    assertThat(hosts)
        .map(host -> host.path("providerReference").asText())
        .containsExactly("m-2", "m-1");
    assertThat(hosts).map(host -> host.path("address").asText()).containsExactly("h:1", "h:2");
    assertThat(pool.free(RECENTLY)).isEmpty();
  }

  private ProvisionerStage stage() {
    return new ProvisionerStage(
        new HostProviders(List.of(new PoolProvider(pool, InstantSource.fixed(NOW), () -> {}))),
        new EnrolmentTokens(name -> Optional.of("key")),
        "token @TOKEN@",
        (expansion, deployment, detail) -> {});
  }

  private static void hear(StageDriver driver, EventType type, JsonNode data) {
    driver.hear(type, SampleEvents.EXPANSION, SampleEvents.DEPLOYMENT, data);
    var unused = driver.runUntilIdle(SampleEvents.EXPANSION, Duration.ofMinutes(30));
  }

  private static JsonNode published(StageDriver driver, EventType type) {
    return driver.published().stream()
        .filter(event -> event.type() == type)
        .findFirst()
        .orElseThrow()
        .data();
  }

  private static Machine machine(String id) {
    return new Machine(id, "h:1", "cloud", 2, 4L << 30, 100L << 30);
  }
}
