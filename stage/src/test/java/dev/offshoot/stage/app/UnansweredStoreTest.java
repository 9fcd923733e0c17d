package dev.offshoot.stage.app;

import static dev.offshoot.stage.app.OneStage.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.StageDriver.SettableClock;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A write with unknown outcome is answered by reading again. */
class UnansweredStoreTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  private record Count(int steps) {}

  @Test
  void aCallWithoutAnswerCostsTheWorkerAMomentAndNotItsLease() {
    boolean reached = true;
    for (int call = 0; reached; call++) {
      reached = isFinishedSoonWithoutAnswerTo(call, true);
      reached |= isFinishedSoonWithoutAnswerTo(call, false);
      assertThat(call).isLessThan(50);
    }
  }

  private static boolean isFinishedSoonWithoutAnswerTo(int call, boolean takesEffect) {
    // Given
    SettableClock clock = new SettableClock();
    InMemoryJournalStore store = new InMemoryJournalStore(clock);
    OneSilence silence = new OneSilence(store, call, takesEffect);
    RunStage worker =
        new RunStage(
            new OneStage(UnansweredStoreTest::countsToThree), silence.port(), clock, "w1", LEASE);
    OneStage.planned(store, clock);
    Instant begun = clock.instant();

    // When
    drive(worker, store, clock);

    // Then
    Journal journal = store.find(ID).orElseThrow();
    assertThat(journal.state()).as("call %s", call).isEqualTo("{\"steps\":3}");
    assertThat(journal.events().outbox()).as("facts, call %s", call).hasSize(1);
    assertThat(Duration.between(begun, clock.instant()))
        .as("call %s", call)
        .isLessThan(Duration.ofSeconds(5));
    return silence.happened();
  }

  @Test
  void aWriteThatArrivesAfterItsWorkerReadAgainIsRefused() {
    // Given a claim whose last write is still on its way
    SettableClock clock = new SettableClock();
    InMemoryJournalStore store = new InMemoryJournalStore(clock);
    OneStage.planned(store, clock);
    long epoch = store.claim(ID, "w1", LEASE).orElseThrow().lease().epoch();
    Claim late = new Claim(ID, "w1", epoch, clock.instant().plus(LEASE));
    Stage stage = new OneStage(context -> Step.done(new Count(2)));

    // When
    RunStage.Pass again = new RunStage(stage, store, clock, "w1", LEASE).pass(ID, null);

    // Then
    assertThat(again).isInstanceOf(RunStage.Pass.Again.class);
    assertThat(store.store(late, JournalUpdate.ofState("{\"steps\":1}", false))).isFalse();
    assertThat(store.find(ID).orElseThrow().state()).isEqualTo("{\"steps\":2}");
  }

  private static Step countsToThree(StageContext context) {
    int steps = context.state(Count.class, () -> new Count(0)).steps();
    if (steps == 3) {
      return Step.idle();
    }
    context.intend(new Count(steps), Duration.ofSeconds(1));
    return steps == 2
        ? Step.done(new Count(3), OneStage.released())
        : Step.done(new Count(steps + 1));
  }

  /** As the worker threads do, moving the clock over every wait. */
  private static void drive(RunStage worker, InMemoryJournalStore store, SettableClock clock) {
    Instant most = clock.instant().plus(Duration.ofMinutes(5));
    @Nullable Claim claim = null;
    while (clock.instant().isBefore(most) && store.dueAt(ID).isPresent()) {
      switch (worker.pass(ID, claim)) {
        case RunStage.Pass.Again(Claim held, Duration after) -> {
          claim = held;
          clock.advance(after);
        }
        case RunStage.Pass.Unanswered(StoreUnavailable cause, Duration after) -> {
          claim = null;
          clock.advance(after);
        }
        case RunStage.Pass.Over() -> {
          claim = null;
          clock.advance(Duration.ofMillis(100));
        }
      }
    }
  }
}
