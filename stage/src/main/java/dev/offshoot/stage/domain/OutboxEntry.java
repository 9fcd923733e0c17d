package dev.offshoot.stage.domain;

import dev.offshoot.contracts.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact stored with the outcome that caused it, published afterwards from these very bytes.
 *
 * @param id deterministic: storing the same fact twice gives the same id
 * @param type which event
 * @param subject the deployment
 * @param time when it was stored
 * @param causationId id of the event that caused it
 * @param json the value
 * @param attempts how often it was sent
 */
public record OutboxEntry(
    String id,
    EventType type,
    String subject,
    Instant time,
    @Nullable String causationId,
    String json,
    int attempts) {}
