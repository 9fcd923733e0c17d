package dev.offshoot.monitor;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.monitor.adapter.set.DirectReplicaSets;
import dev.offshoot.monitor.app.MonitorPorts;
import dev.offshoot.monitor.app.MonitorSettings;
import dev.offshoot.monitor.app.MonitorStage;
import dev.offshoot.monitor.app.ReplicaSets;
import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The stage on a real set in real time, with journals in memory. */
public final class LiveRun implements AutoCloseable {

  private final InstantSource clock = InstantSource.system();
  private final InMemoryJournalStore store = new InMemoryJournalStore(clock);
  private final InMemoryEvidence evidence = new InMemoryEvidence();
  private final List<EventEnvelope> published = new ArrayList<>();
  private final List<SyncProgressed> told = new ArrayList<>();
  private final DirectReplicaSets sets;
  private final AcceptEvent accept;
  private final PublishOutbox outbox;
  private final MonitorStage stage;

  /**
   * @param ports lets a test stand between stage and set
   */
  public LiveRun(UnaryOperator<ReplicaSets> ports) {
    this.sets =
        new DirectReplicaSets(
            name -> Optional.of(TestReplicaSet.ROOT.name() + ":" + TestReplicaSet.ROOT.password()),
            "replication-monitor");
    this.stage =
        new MonitorStage(
            new MonitorPorts(
                ports.apply(sets), evidence, told::add, (deployment, members) -> {}, clock),
            MonitorSettings.defaults());
    this.accept = new AcceptEvent(stage, store, event -> {}, clock);
    this.outbox = new PublishOutbox(stage.name(), store, published::add);
  }

  /** Hears an event. */
  public void hear(EventType type, Record payload) {
    accept.accept(
        new EventEnvelope(
            type + "/test",
            type,
            "/test",
            Expansions.DEPLOYMENT,
            clock.instant(),
            Expansions.ID,
            null,
            ContractJson.tree(payload)));
  }

  /** Works as one worker until something is true of the journal; answers whether it came true. */
  public boolean workUntil(Duration atMost, Predicate<Journal> enough) {
    RunStage run =
        new RunStage(
            TRACE ? traced(stage) : stage,
            store,
            clock,
            "worker-" + UUID.randomUUID(),
            Duration.ofSeconds(60));
    Instant end = clock.instant().plus(atMost);
    Claim claim = null;
    while (clock.instant().isBefore(end)) {
      RunStage.Pass pass = run.pass(Expansions.ID, claim);
      var unused = outbox.pass();
      if (enough.test(journal())) {
        return true;
      }
      if (pass instanceof RunStage.Pass.Again(Claim held, Duration after)) {
        claim = held;
        await(after);
      } else {
        claim = null;
        await(Duration.ofMillis(5));
      }
    }
    return false;
  }

  private static final boolean TRACE = Boolean.getBoolean("offshoot.test.trace");

  private static Stage traced(Stage stage) {
    return new Stage() {
      @Override
      public String name() {
        return stage.name();
      }

      @Override
      public Step step(StageContext context) {
        long begin = System.nanoTime();
        Step step = stage.step(context);
        System.out.printf(
            "%s took %d ms: %s%n",
            context.now(), (System.nanoTime() - begin) / 1_000_000, step.outcome());
        return step;
      }
    };
  }

  private static void await(Duration time) {
    try {
      var unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The journal now. */
  public Journal journal() {
    return store.find(Expansions.ID).orElseThrow();
  }

  /** The published fact of this type. */
  public <T> Optional<T> said(EventType type, Class<T> payload) {
    return published.stream()
        .filter(event -> event.type() == type)
        .findFirst()
        .map(event -> ContractJson.read(event.data(), payload));
  }

  /** Everything published. */
  public List<EventEnvelope> published() {
    return List.copyOf(published);
  }

  /** All telemetry. */
  public List<SyncProgressed> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    sets.close();
  }
}
