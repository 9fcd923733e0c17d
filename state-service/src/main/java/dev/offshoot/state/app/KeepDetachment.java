package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.HostDetachRequested;
import dev.offshoot.contracts.HostDetached;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a machine's detachment, in a journal of its own: passes on what a person asked for,
 * shows how far it is, and closes it when the agent has left, or when the pool said no. Every other
 * journal is the other stage's.
 */
public final class KeepDetachment implements Stage {

  /** With such a code whoever checks says no for good. */
  private static final String REFUSAL = "DETACH_";

  private static final String US = "offshoot";

  private final Stage others;
  private final HostRegister hosts;
  private final Spares spares;
  private final AuditTrail audit;

  /** Keeps these; every other journal is for the others. */
  public KeepDetachment(Stage others, HostRegister hosts, Spares spares, AuditTrail audit) {
    this.others = others;
    this.hosts = hosts;
    this.spares = spares;
    this.audit = audit;
  }

  @Override
  public String name() {
    return others.name();
  }

  @Override
  public boolean keepsLateFacts() {
    return others.keepsLateFacts();
  }

  @Override
  public Step step(StageContext context) {
    return HostLeaving.isDetachment(context.journal()) ? keep(context) : others.step(context);
  }

  private Step keep(StageContext context) {
    Journal journal = context.journal();
    ReceivedEvent recorded = journal.first(EventType.HOST_DETACH_REQUESTED).orElseThrow();
    HostDetachRequested asked = JournalReading.read(recorded, HostDetachRequested.class);
    Instant at = recorded.receivedAt();
    audit(asked, at, asked.requestedBy(), AuditEntry.Action.HOST_DETACH_REQUESTED, null);
    Optional<ReceivedEvent> left = journal.first(EventType.HOST_DETACHED);
    if (left.isPresent()) {
      return over(context, asked, left.get());
    }
    Cause open = JournalReading.open(journal);
    if (open != null && open.code().startsWith(REFUSAL)) {
      audit(asked, at, US, AuditEntry.Action.HOST_DETACH_REFUSED, open.detail());
      show(asked, journal, HostRemoval.State.REFUSED, open);
      return KeepRemoval.once(
          context,
          EventType.EXPANSION_CLOSED,
          closed(context, "REJECTED", open.code(), open.detail(), open.remedy()));
    }
    show(
        asked,
        journal,
        open == null ? HostRemoval.State.UNDER_WAY : HostRemoval.State.NEEDS_ATTENTION,
        open);
    return KeepRemoval.once(context, EventType.HOST_DETACH_REQUESTED, asked);
  }

  private Step over(StageContext context, HostDetachRequested asked, ReceivedEvent left) {
    String detail = JournalReading.read(left, HostDetached.class).detail();
    audit(asked, left.receivedAt(), US, AuditEntry.Action.HOST_DETACHED, detail);
    spares.gone(asked.hostId());
    String held = asked.hostRequestId();
    if (held != null) {
      hosts.gone(held);
    }
    return KeepRemoval.once(
        context,
        EventType.EXPANSION_CLOSED,
        closed(context, "ROLLED_BACK", "HOST_DETACHED", detail, null));
  }

  private void show(
      HostDetachRequested asked, Journal journal, HostRemoval.State state, @Nullable Cause cause) {
    show(
        hosts,
        spares,
        asked,
        ExpansionRecorder.heard(journal),
        new HostRemoval(state, cause, Boolean.TRUE));
  }

  static void show(
      HostRegister hosts, Spares spares, HostDetachRequested asked, int heard, HostRemoval how) {
    long order = HostLeaving.order(asked.asksBefore(), heard);
    String held = asked.hostRequestId();
    if (held == null) {
      spares.leaving(asked.hostId(), order, how);
    } else {
      hosts.removing(held, order, how);
    }
  }

  private void audit(
      HostDetachRequested asked,
      Instant at,
      String by,
      AuditEntry.Action action,
      @Nullable String said) {
    String deployment = asked.deployment();
    ObjectNode detail =
        ContractJson.LENIENT
            .createObjectNode()
            .put("host", asked.hostId())
            .put("address", asked.address());
    if (asked.hostRequestId() != null) {
      detail.put("hostRequestId", asked.hostRequestId());
    }
    if (said != null) {
      detail.put("said", said);
    }
    audit.append(
        List.of(
            new AuditEntry(
                asked.expansionId() + "/" + action,
                at,
                by,
                action,
                new AuditEntry.Subject(deployment == null ? "" : deployment, null),
                detail)));
  }

  private static ExpansionClosed closed(
      StageContext context,
      String outcome,
      String code,
      @Nullable String detail,
      @Nullable String remedy) {
    Journal journal = context.journal();
    return new ExpansionClosed(
        journal.expansionId(), journal.deployment(), outcome, code, detail, remedy);
  }
}
