package dev.offshoot.provisioner.app;

import dev.offshoot.stage.domain.Journal;
import java.util.List;

/** Reads every journal of this service, some at a time. */
@FunctionalInterface
public interface AllJournals {

  /**
   * Journals whose ids come after this one, in the order of their ids.
   *
   * @throws dev.offshoot.stage.app.StoreUnavailable when they cannot be read
   */
  List<Journal> after(String expansionId, int limit);
}
