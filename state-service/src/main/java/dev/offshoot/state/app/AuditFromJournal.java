package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.PlanApproved;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import dev.offshoot.state.domain.ExpansionProjection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of an expansion goes into the audit: who asked, approved, accepted and cancelled,
 * and each configuration before and after. Made from the journal, so nothing is lost or doubled.
 */
final class AuditFromJournal {

  private static final String OFFSHOOT = "offshoot";

  private final Journal journal;
  private final List<AuditEntry> entries = new ArrayList<>();

  private AuditFromJournal(Journal journal) {
    this.journal = journal;
  }

  static List<AuditEntry> of(Journal journal) {
    AuditFromJournal audit = new AuditFromJournal(journal);
    journal.events().received().forEach(audit::heard);
    journal.events().outbox().forEach(audit::said);
    return List.copyOf(audit.entries);
  }

  private void heard(ReceivedEvent event) {
    switch (event.type()) {
      case EXPANSION_REQUESTED -> requested(event);
      case PLAN_CREATED -> planned(event);
      case PLAN_APPROVED -> approved(event);
      case EXPANSION_ABORTED -> cancelled(event);
      case MEMBER_ADDED -> changed(event, AuditEntry.Action.MEMBER_ADDED);
      case MEMBER_PROMOTED -> changed(event, AuditEntry.Action.MEMBER_PROMOTED);
      case MEMBER_REMOVED -> changed(event, AuditEntry.Action.MEMBER_REMOVED);
      case SYNC_COMPLETED -> configurations(event);
      default -> {
        // nobody decided or changed anything
      }
    }
  }

  private void said(OutboxEntry said) {
    if (said.type() == EventType.EXPANSION_CLOSED) {
      add(
          said.id(),
          said.time(),
          OFFSHOOT,
          AuditEntry.Action.EXPANSION_CLOSED,
          ContractJson.read(said.json(), JsonNode.class));
    }
  }

  private void requested(ReceivedEvent event) {
    Opening opening = JournalReading.read(event, Opening.class);
    JsonNode request = ContractJson.tree(opening.request());
    Instant at = event.receivedAt();
    // A foreign event's own id may come again with another expansion.
    String id = OwnEvents.id(journal.expansionId(), event.type());
    add(id, at, opening.requestedBy(), AuditEntry.Action.EXPANSION_REQUESTED, request);
    for (String accepted : opening.request().accept()) {
      add(
          id + "/" + accepted,
          at,
          opening.requestedBy(),
          AuditEntry.Action.REFUSAL_ACCEPTED,
          ContractJson.LENIENT.createObjectNode().put("refusal", accepted));
    }
  }

  private void planned(ReceivedEvent event) {
    PlanCreated created = JournalReading.read(event, PlanCreated.class);
    if (created.approval().equals("automatic")) {
      String rule = "the deployment's rule";
      add(
          event.id(),
          event.receivedAt(),
          rule,
          AuditEntry.Action.PLAN_APPROVED,
          digest(created.plan().path("digest").asText()));
    }
  }

  private void approved(ReceivedEvent event) {
    PlanApproved approved = JournalReading.read(event, PlanApproved.class);
    add(
        event.id(),
        event.receivedAt(),
        approved.approvedBy(),
        AuditEntry.Action.PLAN_APPROVED,
        digest(approved.planDigest()));
  }

  private void cancelled(ReceivedEvent event) {
    ExpansionAborted aborted = JournalReading.read(event, ExpansionAborted.class);
    boolean own = event.id().equals(OwnEvents.id(journal.expansionId(), event.type()));
    if (own && aborted.cause().code().equals(ExpansionProjection.CANCELLED)) {
      AuditEntry.Action action = AuditEntry.Action.EXPANSION_CANCELLED;
      add(event.id(), event.receivedAt(), aborted.requestedBy(), action, null);
    }
  }

  private void changed(ReceivedEvent event, AuditEntry.Action action) {
    JsonNode data = ContractJson.read(event.json(), JsonNode.class);
    add(event.id(), event.receivedAt(), OFFSHOOT, action, data);
  }

  private void configurations(ReceivedEvent event) {
    for (ConfigurationChange change :
        JournalReading.read(event, SyncCompleted.class).configurations()) {
      add(
          event.id() + "/" + change.version(),
          change.at(),
          OFFSHOOT,
          AuditEntry.Action.CONFIGURATION_CHANGED,
          ContractJson.tree(change));
    }
  }

  private static JsonNode digest(String digest) {
    return ContractJson.LENIENT.createObjectNode().put("planDigest", digest);
  }

  private void add(
      String key, Instant at, String by, AuditEntry.Action action, @Nullable JsonNode detail) {
    AuditEntry.Subject subject =
        new AuditEntry.Subject(journal.deployment(), journal.expansionId());
    entries.add(new AuditEntry(key + "/" + action, at, by, action, subject, detail));
  }
}
