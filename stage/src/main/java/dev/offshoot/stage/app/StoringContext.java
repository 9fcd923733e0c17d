package dev.offshoot.stage.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The context of one step: stores intents under the step's claim. */
record StoringContext(
    Journal journal, Claim claim, JournalStore store, Instant now, InstantSource clock)
    implements StageContext {

  @Override
  public <S> S state(Class<S> type, Supplier<S> initial) {
    String state = journal.state();
    return state == null ? initial.get() : ContractJson.read(state, type);
  }

  @Override
  public void intend(Object state, Duration effectDeadline) {
    storeBeforeEffect(JournalUpdate.ofState(ContractJson.text(state), false), effectDeadline);
  }

  @Override
  public void intendPastReturn(Object state, Duration effectDeadline) {
    storeBeforeEffect(JournalUpdate.ofState(ContractJson.text(state), true), effectDeadline);
  }

  private void storeBeforeEffect(JournalUpdate update, Duration effectDeadline) {
    if (!store.store(claim, update)) {
      throw new FencedOff(
          "expansion " + journal.expansionId() + " is no longer held in epoch " + claim.epoch());
    }
    if (clock.instant().plus(effectDeadline).isAfter(claim.until())) {
      throw new FencedOff(
          "the lease on expansion " + journal.expansionId() + " would end before the effect");
    }
  }
}
