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
    int attempts) {

  /**
   * How often the fact that an expansion is over is sent. Nobody answers it, and the stage that
   * said it is closed by it: without this a broker that lost it would leave the others open for
   * ever.
   */
  public static final int LAST_WORDS = 7;

  /** Whether it is sent again although its expansion is closed. */
  public boolean outlastsTheEnd() {
    return type == EventType.EXPANSION_CLOSED && attempts < LAST_WORDS;
  }
}
