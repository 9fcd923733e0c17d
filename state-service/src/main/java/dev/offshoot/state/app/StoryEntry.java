package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of an expansion's story. Its number is its place among the stored ones.
 *
 * @param key tells the same entry, so that telling twice is once
 * @param at when this service learnt of it
 * @param event name of the event that told it
 * @param text the sentence
 * @param cause why, where it is about a refusal, an abort or a call for attention
 */
public record StoryEntry(
    String key, Instant at, String event, String text, @Nullable Cause cause) {}
