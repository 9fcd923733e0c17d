package dev.offshoot.state.app;

import dev.offshoot.stage.domain.Journal;

/**
 * Writes what a journal says to where users look: the expansion, its story, the hosts and the
 * audit. Each write is idempotent, so a crash between them is repaired by doing all of them again.
 */
public final class ExpansionRecorder {

  private final ExpansionStore expansions;
  private final HostRegister hosts;
  private final AuditTrail audit;
  private final StoryBell bell;

  /** For these places. */
  public ExpansionRecorder(
      ExpansionStore expansions, HostRegister hosts, AuditTrail audit, StoryBell bell) {
    this.expansions = expansions;
    this.hosts = hosts;
    this.audit = audit;
    this.bell = bell;
  }

  /** Writes everything; when the expansion is over the deployment is free afterwards. */
  void record(Journal journal, Projection projection, boolean over) {
    String id = journal.expansionId();
    audit.append(AuditFromJournal.of(journal));
    hosts.hold(id, HostsFromJournal.of(journal));
    expansions.project(id, heard(journal), projection, Story.of(journal), over);
    bell.ring(id);
  }

  /** Grows with everything a journal learns. */
  static int heard(Journal journal) {
    return journal.events().received().size() + journal.events().outbox().size();
  }
}
