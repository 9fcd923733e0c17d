package dev.offshoot.simulation.explore;

import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.domain.Journal;
import java.util.List;

/**
 * One state of the exploration.
 *
 * @param journal the stage's journal
 * @param set the replica set
 * @param left what may still go wrong
 * @param path how it came about
 */
record Explored(Journal journal, SetState set, Left left, List<String> path) {

  /**
   * What may still go wrong.
   *
   * @param troubles crashes, lost commands and lost answers
   * @param elections elections
   * @param foreign other people's reconfigs
   * @param abort whether the abort may still come
   */
  record Left(int troubles, int elections, int foreign, boolean abort) {}

  /** Equal for states that differ only in times, leases and the way there. */
  String key() {
    String state = journal.state() == null ? "" : journal.state();
    return journal.direction()
        + (journal.pastReturn() ? "!" : "")
        + journal.events().outbox().stream().map(e -> e.type().name()).toList()
        + state.replaceAll("\"[-0-9T:.]{16,}Z\"", "").replaceAll("\"PT[^\"]*\"", "")
        + set.key()
        + left;
  }

  boolean over() {
    return journal.hasSaid(EventType.SYNC_COMPLETED) || journal.hasSaid(EventType.MEMBER_REMOVED);
  }
}
