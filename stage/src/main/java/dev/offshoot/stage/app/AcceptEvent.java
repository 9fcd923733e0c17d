package dev.offshoot.stage.app;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventFlow;
import dev.offshoot.stage.domain.Acceptance;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.InstantSource;

/**
 * Records an event in the journal; no work happens here. Requests, telemetry and whatever names no
 * expansion go to the bulletins instead. Accepting the same event twice is once.
 */
public final class AcceptEvent {

  private final Stage stage;
  private final JournalStore store;
  private final Bulletins bulletins;
  private final InstantSource clock;

  /** For one stage, its store, and whoever hears what needs no journal. */
  public AcceptEvent(Stage stage, JournalStore store, Bulletins bulletins, InstantSource clock) {
    this.stage = stage;
    this.store = store;
    this.bulletins = bulletins;
    this.clock = clock;
  }

  /**
   * Accepts one event.
   *
   * @throws StoreUnavailable when it must be given again
   */
  public void accept(EventEnvelope event) {
    EventFlow flow = event.type().flow();
    boolean journaled =
        switch (flow) {
          case REQUEST, OFFER, TELEMETRY, CATALOGUE -> false;
          case FORWARD, ABORT, BACK, CLOSE, NOTICE -> true;
        };
    String expansionId = event.expansionId();
    if (!journaled || expansionId == null) {
      bulletins.heard(event);
      return;
    }
    record(expansionId, event);
  }

  /**
   * Records an event in the journal of this expansion, whatever its flow; how a stage opens its own
   * journal.
   */
  public Acceptance.Verdict record(String expansionId, EventEnvelope event) {
    ReceivedEvent received =
        new ReceivedEvent(event.id(), event.type(), clock.instant(), event.data().toString());
    while (true) {
      Journal journal =
          store.find(expansionId).orElseGet(() -> Journal.unheardOf(expansionId, event.subject()));
      Acceptance.Accepted decided = Acceptance.decide(journal, received, stage.keepsLateFacts());
      if (decided.verdict() == Acceptance.Verdict.DUPLICATE
          || store.accept(journal.revision(), decided.journal())) {
        return decided.verdict();
      }
    }
  }
}
