package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import dev.offshoot.state.app.LeftoverRemoval.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a leftover's removal, in a journal of its own: passes on what a person asked for,
 * shows how far it is, and closes it when the provider holds nothing any more, or when one of those
 * who know refused it. Every other journal is the other stage's.
 */
public final class KeepLeftoverRemoval implements Stage {

  /** With such a code whoever checks says no for good. */
  private static final String REFUSAL = "LEFTOVER_";

  private final Stage others;
  private final Leftovers leftovers;
  private final AuditTrail audit;

  /** Keeps these; every other journal is for the others. */
  public KeepLeftoverRemoval(Stage others, Leftovers leftovers, AuditTrail audit) {
    this.others = others;
    this.leftovers = leftovers;
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
    Optional<ReceivedEvent> recorded =
        context.journal().first(EventType.LEFTOVER_REMOVAL_REQUESTED);
    return recorded.isEmpty() ? others.step(context) : step(context, recorded.get());
  }

  private Step step(StageContext context, ReceivedEvent recorded) {
    Journal journal = context.journal();
    LeftoverRemovalRequested asked = JournalReading.read(recorded, LeftoverRemovalRequested.class);
    Optional<ReceivedEvent> released = journal.first(EventType.RESOURCE_RELEASED);
    Cause open = JournalReading.open(journal);
    AuditedRemoval removal = AuditedRemoval.of(asked);
    Instant at = recorded.receivedAt();
    AuditEntry.Action requested = AuditEntry.Action.LEFTOVER_REMOVAL_REQUESTED;
    audit.append(List.of(removal.entry(at, asked.requestedBy(), requested)));
    if (released.isPresent()) {
      Instant gone = released.get().receivedAt();
      audit.append(List.of(removal.entry(gone, AuditEntry.Action.LEFTOVER_REMOVED)));
      show(asked, journal, State.REMOVED, null);
      return KeepRemoval.once(context, EventType.EXPANSION_CLOSED, removed(asked));
    }
    if (open != null && open.code().startsWith(REFUSAL)) {
      audit.append(List.of(removal.entry(at, AuditEntry.Action.LEFTOVER_REMOVAL_REFUSED)));
      show(asked, journal, State.REFUSED, open);
      return KeepRemoval.once(context, EventType.EXPANSION_CLOSED, refused(asked, open));
    }
    show(asked, journal, open == null ? State.UNDER_WAY : State.NEEDS_ATTENTION, open);
    return KeepRemoval.once(context, EventType.LEFTOVER_REMOVAL_REQUESTED, asked);
  }

  /** Grows with everything a removal's journal learns, and with every next removal. */
  static long order(LeftoverRemovalRequested asked, int heard) {
    return ((long) asked.asksBefore() << Integer.SIZE) + heard;
  }

  private void show(
      LeftoverRemovalRequested asked, Journal journal, State state, @Nullable Cause cause) {
    leftovers.removing(
        new LeftoverRemoval(asked.hostRequestId(), state, cause),
        order(asked, ExpansionRecorder.heard(journal)));
  }

  private static ExpansionClosed refused(LeftoverRemovalRequested asked, Cause cause) {
    return new ExpansionClosed(
        asked.expansionId(),
        asked.deployment().name(),
        "REJECTED",
        cause.code(),
        cause.detail(),
        cause.remedy());
  }

  private static ExpansionClosed removed(LeftoverRemovalRequested asked) {
    return new ExpansionClosed(
        asked.expansionId(),
        asked.deployment().name(),
        "ROLLED_BACK",
        "LEFTOVER_REMOVED",
        "Nothing is left of host " + asked.hostRequestId() + " of " + asked.address() + ".",
        null);
  }
}
