package dev.offshoot.state.adapter.worker;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.stage.adapter.worker.StageWorkers;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.domain.Acceptance;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.ExpansionJournal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stage's journal for those who record in it from outside the stage. Its parts are looked up
 * when needed, because they themselves need whoever uses this.
 */
public final class JournalDoor implements ExpansionJournal {

  private final Supplier<AcceptEvent> accept;
  private final Supplier<JournalStore> store;
  private final Supplier<StageWorkers> workers;

  /** With these, once they exist. */
  public JournalDoor(
      Supplier<AcceptEvent> accept, Supplier<JournalStore> store, Supplier<StageWorkers> workers) {
    this.accept = accept;
    this.store = store;
    this.workers = workers;
  }

  @Override
  public Optional<Journal> find(String expansionId) {
    return store.get().find(expansionId);
  }

  @Override
  public boolean record(String expansionId, EventEnvelope event) {
    Acceptance.Verdict verdict = accept.get().record(expansionId, event);
    workers.get().wake();
    return verdict != Acceptance.Verdict.REFUSED;
  }
}
