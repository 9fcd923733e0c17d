package dev.offshoot.state.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Decides how long a plan may wait for approval: a day, or less when the plan itself says so. */
final class PlanValidity {

  private static final Duration LONGEST = Duration.ofHours(24);

  private PlanValidity() {}

  static Instant until(Journal journal) {
    Instant longest =
        journal.first(EventType.PLAN_CREATED).orElseThrow().receivedAt().plus(LONGEST);
    String stated =
        JournalReading.plan(journal)
            .map(created -> created.plan().path("expiresAt").asText())
            .orElse("");
    try {
      Instant expiresAt = Instant.parse(stated);
      return expiresAt.isBefore(longest) ? expiresAt : longest;
    } catch (DateTimeParseException notStated) {
      return longest;
    }
  }
}
