package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.stage.domain.Journal;
import java.time.Instant;
import java.util.List;

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
    hosts.hold(id, heard(journal), HostsFromJournal.of(journal));
    expansions.project(id, heard(journal), projection, Story.of(journal), over);
    bell.ring(id);
  }

  /** Writes down that somebody gives a host back, and how far that is. */
  void removing(HostRemovalRequested asked, Journal journal, HostRemoval how) {
    Instant at = recordedAt(journal);
    AuditEntry.Action requested = AuditEntry.Action.HOST_REMOVAL_REQUESTED;
    audit.append(List.of(AuditedRemoval.of(asked).entry(at, asked.requestedBy(), requested)));
    hosts.removing(asked.hostRequestId(), order(asked, heard(journal)), how);
  }

  /** Writes down that the removal is over and the host stays. */
  void refused(HostRemovalRequested asked, Journal journal, Cause why) {
    Instant at = recordedAt(journal);
    AuditEntry.Action refused = AuditEntry.Action.HOST_REMOVAL_REFUSED;
    audit.append(List.of(AuditedRemoval.of(asked).entry(at, refused)));
    hosts.removing(
        asked.hostRequestId(),
        order(asked, heard(journal)),
        new HostRemoval(HostRemoval.State.REFUSED, why));
  }

  /** Writes down that the host is gone. */
  void removed(HostRemovalRequested asked, Instant at) {
    audit.append(List.of(AuditedRemoval.of(asked).entry(at, AuditEntry.Action.HOST_REMOVED)));
    hosts.gone(asked.hostRequestId());
  }

  private static Instant recordedAt(Journal removal) {
    return removal.first(EventType.HOST_REMOVAL_REQUESTED).orElseThrow().receivedAt();
  }

  /** Grows with everything a removal's journal learns, and with every next removal of the host. */
  static long order(HostRemovalRequested asked, int heard) {
    return HostLeaving.order(asked.asksBefore(), heard);
  }

  /** Grows with everything a journal learns. */
  static int heard(Journal journal) {
    return journal.events().received().size() + journal.events().outbox().size();
  }
}
