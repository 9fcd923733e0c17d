package dev.offshoot.state.app;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.stage.domain.Journal;
import java.util.Optional;

/** The journal of this service's own stage. */
public interface ExpansionJournal {

  /** The journal of this expansion. */
  Optional<Journal> find(String expansionId);

  /**
   * Records an event of our own, and has the stage look at it at once.
   *
   * @return false when the expansion is closed
   */
  boolean record(String expansionId, EventEnvelope event);
}
