package dev.offshoot.systemtests;

import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.StoredJournals;
import org.bson.Document;

/**
 * The middle of a service's step: what it had to do is done, and its journal does not take the
 * outcome.
 *
 * @param service whose step
 * @param outcome the fact, or the text in the state, that is not written down
 * @param isFact whether it is a fact
 */
record MidStep(String service, String outcome, boolean isFact) {

  /** Before this fact is stored. */
  static MidStep beforeFact(String service, EventType fact) {
    return new MidStep(service, fact.name(), true);
  }

  /** Before replication-monitor enters this phase. */
  static MidStep beforePhase(String phase) {
    return new MidStep("replication-monitor", "\"phase\":\"" + phase + "\"", false);
  }

  void hold(StoredJournals journals) {
    if (isFact) {
      journals.refuseFact(outcome);
    } else {
      journals.refuseState(outcome);
    }
  }

  /** Whether the outcome was stored. */
  boolean isOver(Document journal) {
    return isFact
        ? StoredJournals.hasSaid(journal, outcome)
        : StoredJournals.stateContains(journal, outcome);
  }
}
