package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
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
    audit.append(
        List.of(entry(asked, at, asked.requestedBy(), AuditEntry.Action.HOST_REMOVAL_REQUESTED)));
    hosts.removing(asked.hostRequestId(), order(asked, heard(journal)), how);
  }

  /** Writes down that the removal is over and the host stays. */
  void refused(HostRemovalRequested asked, Journal journal, Cause why) {
    Instant at = recordedAt(journal);
    audit.append(List.of(entry(asked, at, "offshoot", AuditEntry.Action.HOST_REMOVAL_REFUSED)));
    hosts.removing(
        asked.hostRequestId(),
        order(asked, heard(journal)),
        new HostRemoval(HostRemoval.State.REFUSED, why));
  }

  /** Writes down that the host is gone. */
  void removed(HostRemovalRequested asked, Instant at) {
    audit.append(List.of(entry(asked, at, "offshoot", AuditEntry.Action.HOST_REMOVED)));
    hosts.gone(asked.hostRequestId());
  }

  private static AuditEntry entry(
      HostRemovalRequested asked, Instant at, String by, AuditEntry.Action action) {
    return new AuditEntry(
        asked.expansionId() + "/" + action,
        at,
        by,
        action,
        new AuditEntry.Subject(asked.deployment().name(), null),
        ContractJson.LENIENT
            .createObjectNode()
            .put("host", asked.hostRequestId())
            .put("address", asked.address()));
  }

  private static Instant recordedAt(Journal removal) {
    return removal.first(EventType.HOST_REMOVAL_REQUESTED).orElseThrow().receivedAt();
  }

  /** Grows with everything a removal's journal learns, and with every next removal of the host. */
  static long order(HostRemovalRequested asked, int heard) {
    return ((long) asked.asksBefore() << Integer.SIZE) + heard;
  }

  /** Grows with everything a journal learns. */
  static int heard(Journal journal) {
    return journal.events().received().size() + journal.events().outbox().size();
  }
}
