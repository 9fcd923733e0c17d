package dev.offshoot.stage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.StageDriver.SettableClock;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RunStageTest {

  private static final String ID = "0191d5c2-7f3a-7000-8000-000000000001";
  private static final Cause CAUSE =
      new Cause("install", "KEYFILE_MISMATCH", "the key is wrong", "give the right one");
  private static final DeploymentReference DEPLOYMENT =
      new DeploymentReference(
          "orders", "mongodb://127.0.0.1/", null, null, null, null, false, null, null, null);

  private final SettableClock clock = new SettableClock();
  private final InMemoryJournalStore store = new InMemoryJournalStore(clock);
  private final List<EventEnvelope> published = new ArrayList<>();

  private record Count(int steps) {}

  @Test
  void outcomeAndItsFactsAreStoredTogetherAndThenPublishedOnce() {
    // Given
    RunStage worker = worker("w1", context -> Step.done(new Count(1), released()));
    hear(EventType.PLAN_CREATED, "e1");

    // When
    RunStage.Pass pass = worker.pass(ID, null);
    publish();
    publish();

    // Then
    assertThat(pass).isInstanceOf(RunStage.Pass.Again.class);
    Journal journal = store.find(ID).orElseThrow();
    assertThat(journal.state()).isEqualTo("{\"steps\":1}");
    assertThat(journal.events().outbox()).hasSize(1);
    assertThat(published).hasSize(1);
    assertThat(published.getFirst().causationId()).isEqualTo("e1");
  }

  @Test
  void idOfAFactDependsOnlyOnExpansionTypeAndOrdinal() {
    // Given
    RunStage worker = worker("w1", context -> Step.done(new Count(1), released(), released()));
    hear(EventType.PLAN_CREATED, "e1");

    // When
    var unused = worker.pass(ID, null);

    // Then
    assertThat(store.find(ID).orElseThrow().events().outbox().stream().map(e -> e.id()))
        .containsExactly(
            "2e0ccb86-77bf-53d8-ad87-81c4453edce5", "509b1540-4950-59ee-a7bf-0c78d11c3c72");
  }

  @Test
  void lateOutcomeOfAFrozenWorkerIsRefused() {
    // Given a worker that freezes in mid-step until its lease has ended and another one has
    // finished
    RunStage second = worker("w2", context -> Step.done(new Count(2)));
    RunStage frozen =
        worker(
            "w1",
            context -> {
              clock.advance(Duration.ofMinutes(2));
              var unused = second.pass(ID, null);
              return Step.done(new Count(1), released());
            });
    hear(EventType.PLAN_CREATED, "e1");

    // When
    RunStage.Pass late = frozen.pass(ID, null);

    // Then
    assertThat(late).isInstanceOf(RunStage.Pass.Over.class);
    assertThat(store.find(ID).orElseThrow().state()).isEqualTo("{\"steps\":2}");
    assertThat(store.find(ID).orElseThrow().events().outbox()).isEmpty();
  }

  @Test
  void forwardOutcomeThatComesAfterTheAbortIsRefused() {
    // Given
    RunStage worker =
        worker(
            "w1",
            context -> {
              hear(EventType.EXPANSION_ABORTED, "e2");
              return Step.done(new Count(1), released());
            });
    hear(EventType.PLAN_CREATED, "e1");

    // When
    RunStage.Pass late = worker.pass(ID, null);

    // Then
    assertThat(late).isInstanceOf(RunStage.Pass.Over.class);
    assertThat(store.find(ID).orElseThrow().direction()).isEqualTo(Direction.BACK);
    assertThat(store.find(ID).orElseThrow().state()).isNull();
  }

  @Test
  void intentIsNotStoredAndTheEffectNotStartedAfterTheAbort() {
    // Given
    List<String> effects = new ArrayList<>();
    RunStage worker =
        worker(
            "w1",
            context -> {
              hear(EventType.EXPANSION_ABORTED, "e2");
              context.intendPastReturn(new Count(1), Duration.ofSeconds(1));
              effects.add("reconfig");
              return Step.done(new Count(2));
            });
    hear(EventType.PLAN_CREATED, "e1");

    // When
    var unused = worker.pass(ID, null);

    // Then
    assertThat(effects).isEmpty();
    assertThat(store.find(ID).orElseThrow().pastReturn()).isFalse();
  }

  @Test
  void abortIsTooLateOnceTheLastIntentIsStored() {
    // Given
    RunStage worker =
        worker(
            "w1",
            context -> {
              context.intendPastReturn(new Count(1), Duration.ofSeconds(1));
              hear(EventType.EXPANSION_ABORTED, "e2");
              return Step.done(new Count(2));
            });
    hear(EventType.PLAN_CREATED, "e1");

    // When
    var unused = worker.pass(ID, null);

    // Then
    assertThat(store.find(ID).orElseThrow().direction()).isEqualTo(Direction.FORWARD);
    assertThat(store.find(ID).orElseThrow().state()).isEqualTo("{\"steps\":2}");
  }

  @Test
  void effectThatTheLeaseWouldNotOutlastIsNotStarted() {
    // Given
    RunStage worker =
        worker(
            "w1",
            context -> {
              assertThatThrownBy(() -> context.intend(new Count(1), Duration.ofMinutes(5)))
                  .isInstanceOf(FencedOff.class);
              return Step.idle();
            });
    hear(EventType.PLAN_CREATED, "e1");

    // When / Then
    assertThat(worker.pass(ID, null)).isInstanceOf(RunStage.Pass.Over.class);
  }

  @Test
  void failureGoingForwardTurnsTheJournalAndAsksForTheWayBack() {
    // Given
    RunStage worker = worker("w1", context -> Step.failed(new Count(1), CAUSE));
    hear(EventType.PLAN_CREATED, "e1");

    // When
    var unused = worker.pass(ID, null);
    publish();

    // Then
    assertThat(store.find(ID).orElseThrow().direction()).isEqualTo(Direction.BACK);
    assertThat(published)
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.type()).isEqualTo(EventType.EXPANSION_ABORTED);
              assertThat(ContractJson.read(e.data(), ExpansionAborted.class).cause())
                  .isEqualTo(CAUSE);
            });
  }

  @Test
  void failureOnTheWayBackAsksAPersonOnceAndGoesOnTrying() {
    // Given
    RunStage worker = worker("w1", context -> Step.failed(new Count(1), CAUSE));
    hear(EventType.EXPANSION_ABORTED, "e1");

    // When
    RunStage.Pass first = worker.pass(ID, null);
    RunStage.Pass second = worker.pass(ID, null);
    publish();

    // Then
    assertThat(first).isInstanceOf(RunStage.Pass.Again.class);
    assertThat(second).isInstanceOf(RunStage.Pass.Again.class);
    assertThat(published.stream().map(EventEnvelope::type))
        .containsExactly(EventType.ATTENTION_REQUESTED);
  }

  @Test
  void stageThatWantsToWaitStaysDueWhenAnEventCameMeanwhile() {
    // Given
    RunStage worker =
        worker(
            "w1",
            context -> {
              hear(EventType.PLAN_APPROVED, "e2");
              return Step.idle();
            });
    hear(EventType.PLAN_CREATED, "e1");

    // When
    var unused = worker.pass(ID, null);
    clock.advance(Duration.ofMillis(1));

    // Then
    assertThat(store.due(10)).containsExactly(ID);
  }

  @Test
  void closedExpansionPublishesNothingAgain() {
    // Given
    RunStage worker = worker("w1", context -> Step.done(new Count(1), released()));
    hear(EventType.PLAN_CREATED, "e1");
    var unused = worker.pass(ID, null);
    publish();

    // When
    clock.advance(Duration.ofHours(3));
    publish();
    hear(EventType.EXPANSION_CLOSED, "e9");
    clock.advance(Duration.ofDays(3));
    publish();

    // Then once at first, once again after two minutes, never after the end
    assertThat(published).hasSize(2);
    assertThat(published.get(0).id()).isEqualTo(published.get(1).id());
  }

  @Test
  void theEndItselfIsSaidAFewTimesMoreBecauseNobodyAnswersIt() {
    // Given a stage that says the end and is closed by it
    RunStage worker =
        worker(
            "w1",
            context -> Step.done(new Count(1), new Fact(EventType.EXPANSION_CLOSED, closed())));
    hear(EventType.PLAN_CREATED, "e1");
    var unused = worker.pass(ID, null);
    publish();
    hear(EventType.EXPANSION_CLOSED, "e9");

    // When the broker may have lost it
    for (int hour = 0; hour < 48; hour++) {
      clock.advance(Duration.ofHours(1));
      publish();
    }

    // Then it was said again, and not for ever
    assertThat(published).hasSizeBetween(3, 8);
    assertThat(published.stream().map(EventEnvelope::id).distinct()).hasSize(1);
  }

  private static ExpansionClosed closed() {
    return new ExpansionClosed(ID, "orders", "COMPLETED", null, null, null);
  }

  private RunStage worker(String owner, Function<StageContext, Step> step) {
    Stage stage =
        new Stage() {
          @Override
          public String name() {
            return "test-service";
          }

          @Override
          public Step step(StageContext context) {
            return step.apply(context);
          }
        };
    return new RunStage(stage, store, clock, owner, Duration.ofMinutes(1));
  }

  private void publish() {
    var unused = new PublishOutbox("test-service", store, published::add).pass();
  }

  private Fact released() {
    return new Fact(EventType.RESOURCE_RELEASED, new ResourceReleased(ID, DEPLOYMENT, List.of()));
  }

  private void hear(EventType type, String id) {
    Stage nobody =
        new Stage() {
          @Override
          public String name() {
            return "test-service";
          }

          @Override
          public Step step(StageContext context) {
            return Step.idle();
          }
        };
    var data = ContractJson.LENIENT.createObjectNode();
    data.set("deployment", ContractJson.tree(DEPLOYMENT));
    new AcceptEvent(nobody, store, event -> {}, clock)
        .accept(new EventEnvelope(id, type, "/test", "orders", clock.instant(), ID, null, data));
  }
}
