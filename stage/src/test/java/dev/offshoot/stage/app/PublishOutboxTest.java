package dev.offshoot.stage.app;

import static dev.offshoot.stage.app.OneStage.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.StageDriver.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishOutboxTest {

  @Test
  void aFactIsSentAgainAtGrowingIntervals() {
    // Given
    SettableClock clock = new SettableClock();
    InMemoryJournalStore store = new InMemoryJournalStore(clock);
    List<EventEnvelope> published = new ArrayList<>();
    PublishOutbox outbox = new PublishOutbox("test-service", store, published::add);
    Stage stage = new OneStage(context -> Step.done(1, OneStage.released()));
    OneStage.planned(store, clock);
    var first = new RunStage(stage, store, clock, "w1", Duration.ofMinutes(1)).pass(ID, null);
    assertThat(first).isInstanceOf(RunStage.Pass.Again.class);

    // When
    List<Integer> minutes = new ArrayList<>();
    for (int minute = 0; minute <= 60; minute++) {
      for (int sent = outbox.pass(); sent > 0; sent--) {
        minutes.add(minute);
      }
      clock.advance(Duration.ofMinutes(1));
    }

    // Then
    assertThat(minutes).containsExactly(0, 2, 6, 14, 30);
    assertThat(published.stream().map(EventEnvelope::id).distinct()).hasSize(1);
    assertThat(store.find(ID).orElseThrow().events().outbox().getFirst().attempts()).isEqualTo(5);
  }

  @Test
  void anEventAcceptedMeanwhileForgetsNoSending() {
    // Given what was read before a fact was sent
    SettableClock clock = new SettableClock();
    InMemoryJournalStore store = new InMemoryJournalStore(clock);
    Stage stage = new OneStage(context -> Step.done(1, OneStage.released()));
    OneStage.planned(store, clock);
    var first = new RunStage(stage, store, clock, "w1", Duration.ofMinutes(1)).pass(ID, null);
    assertThat(first).isInstanceOf(RunStage.Pass.Again.class);
    var read = store.find(ID).orElseThrow();

    // When
    assertThat(new PublishOutbox("test-service", store, event -> {}).pass()).isEqualTo(1);
    assertThat(store.accept(read.revision(), read)).isTrue();

    // Then
    assertThat(store.find(ID).orElseThrow().events().outbox().getFirst().attempts()).isEqualTo(1);
  }
}
