package dev.offshoot.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitBudgetTest {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void downtimeBetweenTwoLooksCountsAsThreePollIntervals() {
    // Given
    WaitBudget first = WaitBudget.FRESH.looked(START, POLL);

    // When
    WaitBudget afterADay = first.looked(START.plus(Duration.ofDays(1)), POLL);

    // Then
    assertThat(afterADay.spent()).isEqualTo(Duration.ofSeconds(3));
    assertThat(afterADay.exceeds(Duration.ofSeconds(4))).isFalse();
  }

  @Test
  void clockThatJumpsBackCountsNothing() {
    // Given
    WaitBudget first = WaitBudget.FRESH.looked(START, POLL);

    // When
    WaitBudget back = first.looked(START.minusSeconds(3600), POLL);

    // Then
    assertThat(back.spent()).isZero();
    assertThat(back.looked(START.minusSeconds(3599), POLL).spent())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void regularLooksAddUpToTheLimit() {
    // Given
    WaitBudget budget = WaitBudget.FRESH;

    // When
    for (int second = 0; second <= 10; second++) {
      budget = budget.looked(START.plusSeconds(second), POLL);
    }

    // Then
    assertThat(budget.exceeds(Duration.ofSeconds(10))).isTrue();
    assertThat(budget.exceeds(Duration.ofSeconds(11))).isFalse();
  }
}
