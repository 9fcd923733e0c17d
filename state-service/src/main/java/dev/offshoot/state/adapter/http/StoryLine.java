package dev.offshoot.state.adapter.http;

import dev.offshoot.contracts.Cause;
import dev.offshoot.state.app.ExpansionStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the story.
 *
 * @param number its number; also the id of the server-sent event
 * @param at when this service learnt of it
 * @param event name of the event that told it
 * @param text the sentence
 * @param cause why, where it is about a refusal, an abort or a call for attention
 * @param status where the expansion stands at the moment of sending
 */
public record StoryLine(
    int number, Instant at, String event, String text, @Nullable Cause cause, String status) {

  static StoryLine of(ExpansionStore.NumberedEntry numbered, String status) {
    return new StoryLine(
        numbered.number(),
        numbered.entry().at(),
        numbered.entry().event(),
        numbered.entry().text(),
        numbered.entry().cause(),
        status);
  }
}
