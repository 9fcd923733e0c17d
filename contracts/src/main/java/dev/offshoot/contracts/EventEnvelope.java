package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as read from, or written to, Kafka: CloudEvents 1.0 attributes and the JSON value.
 *
 * @param id deterministic id
 * @param type which event
 * @param source /offshoot/SERVICE, or whatever a foreign producer sent
 * @param subject the deployment; also the Kafka key
 * @param time when it was made
 * @param expansionId the expansion concerned; absent for events about a deployment or a catalogue
 * @param causationId id of the event that caused it
 * @param data the value, unmodified
 */
public record EventEnvelope(
    String id,
    EventType type,
    String source,
    String subject,
    Instant time,
    @Nullable String expansionId,
    @Nullable String causationId,
    JsonNode data) {}
