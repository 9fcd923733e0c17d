package dev.offshoot.state.app;

import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads typed events out of a journal. */
final class JournalReading {

  private JournalReading() {}

  /** What the expansion was opened with; absent when only stray events were heard. */
  static Optional<Opening> opening(Journal journal) {
    return first(journal, EventType.EXPANSION_REQUESTED, Opening.class);
  }

  static <T extends Record> Optional<T> first(Journal journal, EventType type, Class<T> as) {
    return journal.first(type).map(event -> read(event, as));
  }

  static <T extends Record> List<T> all(Journal journal, EventType type, Class<T> as) {
    return journal.all(type).stream().map(event -> read(event, as)).toList();
  }

  static <T extends Record> T read(ReceivedEvent event, Class<T> as) {
    return ContractJson.read(event.json(), as);
  }

  /** What a person was asked last; null when nothing, or when that is settled. */
  static @Nullable Cause open(Journal journal) {
    List<AttentionRequested> asked =
        all(journal, EventType.ATTENTION_REQUESTED, AttentionRequested.class);
    return asked.isEmpty() || asked.getLast().resolved() ? null : asked.getLast().cause();
  }

  static Optional<PlanCreated> plan(Journal journal) {
    return first(journal, EventType.PLAN_CREATED, PlanCreated.class);
  }

  /** The cause of the first abort. */
  static Optional<Cause> firstAbort(Journal journal) {
    return first(journal, EventType.EXPANSION_ABORTED, ExpansionAborted.class)
        .map(ExpansionAborted::cause);
  }

  /** Whether the first abort is the one a person asked for here: then it is ours to publish. */
  static boolean cancelledFirst(Journal journal) {
    String own = OwnEvents.id(journal.expansionId(), EventType.EXPANSION_ABORTED);
    return journal
        .first(EventType.EXPANSION_ABORTED)
        .filter(event -> event.id().equals(own))
        .isPresent();
  }
}
