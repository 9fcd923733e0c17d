package dev.offshoot.stage.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.Tools;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.JournalStore.Publication;
import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.domain.Acceptance;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoJournalStoreIT {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir static Path dataDir;

  private EmbeddedStore mongo;
  private MongoClient client;
  private MongoJournalStore store;

  @BeforeAll
  void startStore() {
    mongo = new EmbeddedStore(dataDir, Tools.find());
    mongo.start();
    mongo.awaitReady(DEADLINE);
    client = MongoClients.create(mongo.connectionString());
    MongoDatabase database = client.getDatabase("stage-it");
    store = new MongoJournalStore(database);
    store.prepare();
  }

  @AfterAll
  void stopStore() {
    client.close();
    mongo.stop();
  }

  @Test
  void journalIsReadBackAsItWasWrittenWhateverItsTextsLookLike() {
    // Given texts that would be expressions in an update pipeline
    String id = UUID.randomUUID().toString();
    ReceivedEvent event =
        new ReceivedEvent(
            "$id",
            EventType.PLAN_CREATED,
            Instant.parse("2026-01-01T00:00:00Z"),
            "{\"$a.b\":\"$$NOW\"}");
    accept(id, event);
    Claim claim = claim(id, "$owner");
    Cause cause = new Cause("install", "$CODE", "$detail", "$remedy");

    // When
    boolean stored =
        store.store(
            claim,
            new JournalUpdate(
                "$state",
                null,
                false,
                new JournalUpdate.AttentionChange.Ask(cause),
                List.of(entry("$f")),
                LEASE,
                1));

    // Then
    Journal journal = store.find(id).orElseThrow();
    assertThat(stored).isTrue();
    assertThat(journal.events().received()).containsExactly(event);
    assertThat(journal.events().outbox()).containsExactly(entry("$f"));
    assertThat(journal.state()).isEqualTo("$state");
    assertThat(journal.attention()).isEqualTo(cause);
    assertThat(journal.lease().owner()).isEqualTo("$owner");
  }

  @Test
  void manyThatClaimAtOnceLeaveOneHolder() throws Exception {
    // Given
    String id = UUID.randomUUID().toString();
    accept(id, event("e1", EventType.PLAN_CREATED));
    List<Callable<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String owner = "w" + i;
      claims.add(() -> store.claim(id, owner, LEASE).isPresent());
    }

    // When
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> claim : threads.invokeAll(claims)) {
        won += claim.get() ? 1 : 0;
      }
    }

    // Then
    assertThat(won).isEqualTo(1);
    assertThat(store.find(id).orElseThrow().lease().epoch()).isEqualTo(1);
  }

  @Test
  void lateOutcomeIsRefusedAfterTheLeaseEndedByTheStoresClockAndAnotherClaimed() {
    // Given
    String id = UUID.randomUUID().toString();
    accept(id, event("e1", EventType.PLAN_CREATED));
    Journal frozen = store.claim(id, "frozen", Duration.ofMillis(50)).orElseThrow();
    Awaitility.await().atMost(DEADLINE).until(() -> store.claim(id, "other", LEASE).isPresent());

    // When
    Claim late = new Claim(id, "frozen", frozen.lease().epoch(), Instant.MAX);

    // Then
    assertThat(store.store(late, JournalUpdate.ofState("late", true))).isFalse();
    assertThat(store.renew(late, LEASE)).isFalse();
    assertThat(store.find(id).orElseThrow().state()).isNull();
    assertThat(store.find(id).orElseThrow().pastReturn()).isFalse();
  }

  @Test
  void restartedWorkerTakesItsOwnWorkUpAtOnceAndItsEarlierLifeIsFencedOff() {
    // Given
    String id = UUID.randomUUID().toString();
    accept(id, event("e1", EventType.PLAN_CREATED));
    Claim earlier = claim(id, "service/embedded");
    assertThat(store.claim(id, "other", LEASE)).isEmpty();

    // When
    store.letGo("service/embedded");
    Claim now = claim(id, "service/embedded");

    // Then
    assertThat(now.epoch()).isGreaterThan(earlier.epoch());
    assertThat(store.store(earlier, JournalUpdate.ofState("late", false))).isFalse();
    assertThat(store.store(now, JournalUpdate.ofState("fresh", false))).isTrue();
  }

  @Test
  void eitherTheAbortOrTheLastIntentWinsNeverBoth() throws Exception {
    for (int round = 0; round < 40; round++) {
      // Given
      String id = UUID.randomUUID().toString();
      accept(id, event("e1", EventType.PLAN_CREATED));
      Claim claim = claim(id, "w1");

      // When
      boolean intentStored;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Boolean> intent =
            threads.submit(() -> store.store(claim, JournalUpdate.ofState("last", true)));
        Future<?> abort =
            threads.submit(() -> accept(id, event("e2", EventType.EXPANSION_ABORTED)));
        intentStored = intent.get();
        abort.get();
      }

      // Then
      Journal journal = store.find(id).orElseThrow();
      assertThat(journal.direction()).isEqualTo(intentStored ? Direction.FORWARD : Direction.BACK);
      assertThat(journal.pastReturn()).isEqualTo(intentStored);
    }
  }

  @Test
  void acceptedAtOnceByManyConsumersEveryEventIsRecordedOnce() throws Exception {
    // Given
    String id = UUID.randomUUID().toString();
    List<Callable<Object>> deliveries = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      ReceivedEvent event = event("e" + i % 8, EventType.STATE_OBSERVED);
      deliveries.add(
          () -> {
            accept(id, event);
            return id;
          });
    }

    // When
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> delivery : threads.invokeAll(deliveries)) {
        delivery.get();
      }
    }

    // Then
    assertThat(store.find(id).orElseThrow().events().received().stream().map(ReceivedEvent::id))
        .containsExactlyInAnyOrder("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7");
  }

  @Test
  void factIsSentOnceThenAgainLaterAndNeverAfterTheEnd() {
    // Given
    String id = UUID.randomUUID().toString();
    accept(id, event("e1", EventType.PLAN_CREATED));
    Claim claim = claim(id, "w1");
    assertThat(
            store.store(
                claim,
                new JournalUpdate(
                    "s",
                    null,
                    false,
                    new JournalUpdate.AttentionChange.Keep(),
                    List.of(entry("f1"), entry("f2")),
                    LEASE,
                    1)))
        .isTrue();

    // When / Then
    assertThat(unpublished(id)).extracting(p -> p.entry().id()).containsExactly("f1", "f2");
    store.published(unpublished(id).getFirst(), Duration.ofHours(1));
    assertThat(unpublished(id)).extracting(p -> p.entry().id()).containsExactly("f2");
    store.published(unpublished(id).getFirst(), Duration.ZERO);
    Awaitility.await().atMost(DEADLINE).until(() -> unpublished(id).size() == 1);
    assertThat(unpublished(id).getFirst().entry().attempts()).isEqualTo(1);
    accept(id, event("e9", EventType.EXPANSION_CLOSED));
    assertThat(unpublished(id)).isEmpty();
  }

  @Test
  void stageIsDueAfterAnEventAndNotWhileHeldAndNotWhileItWaitsForAnother() {
    // Given
    String id = UUID.randomUUID().toString();
    accept(id, event("e1", EventType.PLAN_CREATED));
    Awaitility.await().atMost(DEADLINE).until(() -> store.due(100).contains(id));
    Claim claim = claim(id, "w1");
    assertThat(store.due(100)).doesNotContain(id);

    // When it wants to wait, knowing of one event
    assertThat(store.store(claim, waitForEvent(1))).isTrue();
    store.release(claim);

    // Then
    assertThat(store.due(100)).doesNotContain(id);
    accept(id, event("e2", EventType.PLAN_APPROVED));
    Awaitility.await().atMost(DEADLINE).until(() -> store.due(100).contains(id));

    // And it stays due when it still knows of one event only
    Claim again = claim(id, "w1");
    assertThat(store.store(again, waitForEvent(1))).isTrue();
    store.release(again);
    Awaitility.await().atMost(DEADLINE).until(() -> store.due(100).contains(id));
  }

  private static JournalUpdate waitForEvent(int heard) {
    return new JournalUpdate(
        null, null, false, new JournalUpdate.AttentionChange.Keep(), List.of(), null, heard);
  }

  private List<Publication> unpublished(String id) {
    return store.unpublished(1000).stream().filter(p -> p.expansionId().equals(id)).toList();
  }

  private Claim claim(String id, String owner) {
    Journal journal = store.claim(id, owner, LEASE).orElseThrow();
    return new Claim(id, owner, journal.lease().epoch(), Instant.MAX);
  }

  private void accept(String id, ReceivedEvent event) {
    while (true) {
      @Nullable Journal found = store.find(id).orElse(null);
      Journal journal = found == null ? Journal.unheardOf(id, "orders") : found;
      Acceptance.Accepted accepted = Acceptance.decide(journal, event, false);
      if (accepted.verdict() == Acceptance.Verdict.DUPLICATE
          || store.accept(journal.revision(), accepted.journal())) {
        return;
      }
    }
  }

  private static ReceivedEvent event(String id, EventType type) {
    return new ReceivedEvent(id, type, Instant.parse("2026-01-01T00:00:00Z"), "{}");
  }

  private static OutboxEntry entry(String id) {
    return new OutboxEntry(
        id,
        EventType.RESOURCE_RELEASED,
        "orders",
        Instant.parse("2026-01-01T00:00:00Z"),
        "$cause",
        "{\"a\":\"$b\"}",
        0);
  }
}
