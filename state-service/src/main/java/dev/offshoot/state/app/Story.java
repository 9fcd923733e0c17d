package dev.offshoot.state.app;

import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which events of a journal make an entry of the story, and which are the same entry. */
final class Story {

  private Story() {}

  /** Every entry the journal gives; those already stored are told apart by their keys. */
  static List<StoryEntry> of(Journal journal) {
    List<StoryEntry> entries = new ArrayList<>();
    for (ReceivedEvent event : journal.events().received()) {
      Sentences.heard(event)
          .ifPresent(
              text ->
                  entries.add(
                      new StoryEntry(
                          key(event),
                          event.receivedAt(),
                          event.type().eventName(),
                          text,
                          cause(event))));
    }
    for (OutboxEntry said : journal.events().outbox()) {
      Sentences.said(said)
          .ifPresent(
              text ->
                  entries.add(
                      new StoryEntry(
                          said.type().name(), said.time(), said.type().eventName(), text, null)));
    }
    return entries;
  }

  /** The entry for the first sign of a step. */
  static StoryEntry firstOf(SyncProgressed progress) {
    return new StoryEntry(
        "step/" + progress.step(),
        progress.at(),
        EventType.SYNC_PROGRESSED.eventName(),
        progress.detail(),
        null);
  }

  /** Most facts are one per expansion; a second abort adds nothing to the story. */
  private static String key(ReceivedEvent event) {
    return switch (event.type()) {
      case MEMBER_ADDED, MEMBER_PROMOTED, ATTENTION_REQUESTED ->
          event.type().name() + "/" + event.id();
      default -> event.type().name();
    };
  }

  private static @Nullable Cause cause(ReceivedEvent event) {
    return switch (event.type()) {
      case EXPANSION_REQUESTED -> JournalReading.read(event, Opening.class).refusal();
      case EXPANSION_ABORTED -> JournalReading.read(event, ExpansionAborted.class).cause();
      case ATTENTION_REQUESTED -> JournalReading.read(event, AttentionRequested.class).cause();
      default -> null;
    };
  }
}
