package dev.offshoot.stage.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deadline that counts observed time: each look adds at most three poll intervals, so neither
 * downtime nor a jumping clock expires anything. Part of a stage's state.
 *
 * @param spent observed waiting so far
 * @param lastLook when it was looked at last
 */
public record WaitBudget(Duration spent, @Nullable Instant lastLook) {

  /** Nothing waited yet. */
  public static final WaitBudget FRESH = new WaitBudget(Duration.ZERO, null);

  /**
   * @param now the time of this look
   * @param poll the interval between looks
   */
  public WaitBudget looked(Instant now, Duration poll) {
    if (lastLook == null) {
      return new WaitBudget(spent, now);
    }
    Duration passed = Duration.between(lastLook, now);
    Duration most = poll.multipliedBy(3);
    Duration counted =
        passed.isNegative() ? Duration.ZERO : passed.compareTo(most) > 0 ? most : passed;
    return new WaitBudget(spent.plus(counted), now);
  }

  /** Whether the observed waiting has reached this limit. */
  public boolean exceeds(Duration limit) {
    return spent.compareTo(limit) >= 0;
  }
}
