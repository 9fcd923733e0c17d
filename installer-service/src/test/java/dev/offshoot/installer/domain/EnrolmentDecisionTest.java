package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentDecisionTest {

  @ParameterizedTest(name = "bound to {0}, {1} asks, revoked {2}, second {3}: {4}")
  @CsvSource({
    ", key-1, false, 9, BIND",
    "key-1, key-1, false, 9, SAME",
    "key-1, key-1, false, 11, SAME",
    "key-1, key-2, false, 9, OTHER_KEY",
    ", key-1, false, 10, EXPIRED",
    ", key-1, true, 9, REVOKED",
    "key-1, key-1, true, 9, REVOKED"
  })
  void theFirstKeyOwnsTheToken(
      String bound, String offered, boolean revoked, long second, EnrolmentDecision expected) {
    // When
    EnrolmentDecision decision =
        EnrolmentDecision.evaluate(
            bound, offered, Instant.ofEpochSecond(10), revoked, Instant.ofEpochSecond(second));

    // Then
    assertThat(decision).isEqualTo(expected);
  }
}
