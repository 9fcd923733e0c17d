package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.Optional;

/**
 * The life of a host's removal, in a journal of its own: passes on what a person asked for, shows
 * how far it is, and closes it when the host is released, or when its agent refused: a removal
 * never lies in wait for the day on which the member happens to be out.
 */
final class KeepRemoval {

  /** The agent's own check said no, and it has let go of the order: the removal is over. */
  private static final String STILL_A_MEMBER = "STILL_A_MEMBER";

  private final ExpansionRecorder recorder;

  KeepRemoval(ExpansionRecorder recorder) {
    this.recorder = recorder;
  }

  Step step(StageContext context) {
    Journal journal = context.journal();
    Optional<ReceivedEvent> recorded = journal.first(EventType.HOST_REMOVAL_REQUESTED);
    if (recorded.isEmpty()) {
      return Step.idle();
    }
    HostRemovalRequested asked = JournalReading.read(recorded.get(), HostRemovalRequested.class);
    Optional<ReceivedEvent> released = journal.first(EventType.RESOURCE_RELEASED);
    if (released.isPresent()) {
      recorder.removed(asked, released.get().receivedAt());
      return once(context, EventType.EXPANSION_CLOSED, closed(asked));
    }
    Cause open = JournalReading.open(journal);
    if (open != null && open.code().equals(STILL_A_MEMBER)) {
      recorder.refused(asked, journal, open);
      return once(context, EventType.EXPANSION_CLOSED, refused(asked, open));
    }
    recorder.removing(
        asked,
        journal,
        open == null
            ? HostRemoval.STARTED
            : new HostRemoval(HostRemoval.State.NEEDS_ATTENTION, open));
    return once(context, EventType.HOST_REMOVAL_REQUESTED, asked);
  }

  /** Says this fact, unless it was said. */
  static Step once(StageContext context, EventType type, Record fact) {
    return context.journal().hasSaid(type)
        ? Step.idle()
        : Step.done(StateStage.State.FRESH, new Fact(type, fact));
  }

  private static ExpansionClosed refused(HostRemovalRequested asked, Cause cause) {
    return new ExpansionClosed(
        asked.expansionId(),
        asked.deployment().name(),
        "REJECTED",
        cause.code(),
        cause.detail(),
        cause.remedy());
  }

  private static ExpansionClosed closed(HostRemovalRequested asked) {
    return new ExpansionClosed(
        asked.expansionId(),
        asked.deployment().name(),
        "ROLLED_BACK",
        "HOST_REMOVED",
        "Host " + asked.hostRequestId() + " of " + asked.address() + " is gone.",
        null);
  }
}
