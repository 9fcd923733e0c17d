package dev.offshoot.installer.domain;

import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long an agent was not heard, in observed time: neither this service's own downtime nor a
 * jumping clock makes an agent silent.
 *
 * @param heardAt when it was heard last; absent when that is not known
 * @param waited observed time since
 */
public record Silence(@Nullable Instant heardAt, WaitBudget waited) {

  /** Nothing is known yet. */
  public static final Silence NONE = new Silence(null, WaitBudget.FRESH);

  /** After a look at when it was heard last. */
  public Silence looked(@Nullable Instant heard, Instant now, Duration poll) {
    WaitBudget since = Objects.equals(heard, heardAt) ? waited : WaitBudget.FRESH;
    return new Silence(heard, since.looked(now, poll));
  }

  /** Whether it was heard once, and not for this long. */
  public boolean exceeds(Duration limit) {
    return heardAt != null && waited.exceeds(limit);
  }
}
