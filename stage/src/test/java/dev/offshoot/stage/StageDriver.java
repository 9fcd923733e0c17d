package dev.offshoot.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one stage pass by pass on a clock that only the test moves, and records what it publishes.
 */
public final class StageDriver {

  private final SettableClock clock = new SettableClock();
  private final InMemoryJournalStore store = new InMemoryJournalStore(clock);
  private final List<EventEnvelope> published = new ArrayList<>();
  private final AcceptEvent acceptEvent;
  private final RunStage runStage;
  private final PublishOutbox publishOutbox;

  /** For this stage. */
  public StageDriver(Stage stage) {
    this(stage, event -> {});
  }

  /** For this stage and its bulletins. */
  public StageDriver(Stage stage, Bulletins bulletins) {
    this.acceptEvent = new AcceptEvent(stage, store, bulletins, clock);
    this.runStage = new RunStage(stage, store, clock, "worker-1", Duration.ofMinutes(1));
    this.publishOutbox = new PublishOutbox(stage.name(), store, published::add);
  }

  /** A clock that only the test moves. */
  public static final class SettableClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    /** Moves on. */
    public void advance(Duration by) {
      now = now.plus(by);
    }
  }

  /** The clock. */
  public SettableClock clock() {
    return clock;
  }

  /** The journals. */
  public InMemoryJournalStore store() {
    return store;
  }

  /** Everything published so far. */
  public List<EventEnvelope> published() {
    return List.copyOf(published);
  }

  /** Hears an event with this payload. */
  public void hear(EventType type, String expansionId, String deployment, Record payload) {
    hear(type, expansionId, deployment, ContractJson.tree(payload));
  }

  /** Hears an event with this value. */
  public void hear(EventType type, String expansionId, String deployment, JsonNode data) {
    String id = type + "/" + expansionId + "/" + data.hashCode();
    acceptEvent.accept(
        new EventEnvelope(id, type, "/test", deployment, clock.instant(), expansionId, null, data));
  }

  /**
   * Runs steps, moving the clock over every wait, until the stage waits for an event or this much
   * time has passed.
   */
  public Journal runUntilIdle(String expansionId, Duration most) {
    Instant end = clock.instant().plus(most);
    @Nullable Claim claim = null;
    while (clock.instant().isBefore(end)) {
      RunStage.Pass pass = runStage.pass(expansionId, claim);
      var unused = publishOutbox.pass();
      if (pass instanceof RunStage.Pass.Again(Claim held, Duration after)) {
        claim = held;
        clock.advance(after);
      } else if (store.dueAt(expansionId).isEmpty()) {
        break;
      } else {
        claim = null;
        clock.advance(Duration.ofMillis(1));
      }
    }
    return store.find(expansionId).orElseThrow();
  }
}
