package dev.offshoot.provisioner.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.provisioner.app.Pool.Claimed;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.Machine;
import dev.offshoot.provisioner.domain.MachineClaim;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private static Machine machine(String id) {
    return new Machine(id, "h:1", "cloud", 2, 4L << 30, 100L << 30);
  }
}
