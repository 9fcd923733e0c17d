package dev.offshoot.stage.domain;

import dev.offshoot.contracts.EventType;
import java.time.Instant;

/**
 * An event that a journal holds.
 *
 * @param id its id; the same id is the same event
 * @param type which event
 * @param receivedAt when this stage first saw it
 * @param json the value, as it came
 */
public record ReceivedEvent(String id, EventType type, Instant receivedAt, String json) {}
