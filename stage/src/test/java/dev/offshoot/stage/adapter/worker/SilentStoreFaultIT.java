package dev.offshoot.stage.adapter.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.Tools;
import dev.offshoot.stage.adapter.mongo.MongoJournalStore;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store stops answering in the middle of a step, longer than a call may take. */
class SilentStoreFaultIT {

  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration WELL_BEFORE_THE_LEASE_ENDS = Duration.ofSeconds(30);

  private record Count(int steps) {}

  @Test
  void theWorkGoesOnWhenItAnswersAgainAndNotWhenTheLeaseEnds(@TempDir Path data) throws Exception {
    // Given
    EmbeddedStore mongo = new EmbeddedStore(data, Tools.find());
    mongo.start();
    mongo.awaitReady(READY);
    FreezingStage stage = new FreezingStage(mongo);
    try (MongoClient client = MongoClients.create(mongo.connectionString())) {
      MongoJournalStore store = new MongoJournalStore(client.getDatabase("silent-store"));
      store.prepare();
      InstantSource clock = InstantSource.system();
      String id = UUID.randomUUID().toString();
      new AcceptEvent(stage, store, event -> {}, clock).accept(planned(id));
      RunStage run = new RunStage(stage, store, clock, "silent-store/" + id, LEASE);
      StageWorkers workers =
          new StageWorkers(run, new PublishOutbox(stage.name(), store, event -> {}), store);

      // When
      workers.onStart(new StartupEvent());
      assertThat(stage.unanswered.await(READY.toSeconds(), TimeUnit.SECONDS)).isTrue();
      Awaitility.await()
          .atMost(READY)
          .until(() -> silence(stage).compareTo(LEASE.dividedBy(5)) > 0);
      mongo.process().thaw();

      // Then
      Awaitility.await()
          .atMost(WELL_BEFORE_THE_LEASE_ENDS)
          .untilAsserted(
              () -> assertThat(store.find(id).orElseThrow().state()).isEqualTo("{\"steps\":2}"));
      workers.onStop(new ShutdownEvent());
    } finally {
      mongo.process().thaw();
      mongo.stop();
    }
  }

  private static Duration silence(FreezingStage stage) {
    return Duration.between(stage.since.get(), Instant.now());
  }

  private static EventEnvelope planned(String id) {
    return new EventEnvelope(
        "e1",
        EventType.PLAN_CREATED,
        "/test",
        "orders",
        Instant.now(),
        id,
        null,
        ContractJson.LENIENT.createObjectNode());
  }

  /** Suspends the store before its first outcome is written. */
  private static final class FreezingStage implements Stage {
    private final EmbeddedStore mongo;
    private final CountDownLatch unanswered = new CountDownLatch(1);
    private final AtomicReference<Instant> since = new AtomicReference<>(Instant.MAX);

    FreezingStage(EmbeddedStore mongo) {
      this.mongo = mongo;
    }

    @Override
    public String name() {
      return "silent-store";
    }

    @Override
    public Step step(StageContext context) {
      int steps = context.state(Count.class, () -> new Count(0)).steps();
      if (unanswered.getCount() > 0) {
        mongo.process().freeze();
        since.set(Instant.now());
        unanswered.countDown();
      }
      return steps < 2 ? Step.done(new Count(steps + 1)) : Step.idle();
    }
  }
}
