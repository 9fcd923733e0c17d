package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentDecisionTest {

  @ParameterizedTest(name = "bound to {0}, {1} asks, token {2}, revoked {3}, second {4}: {5}")
  @CsvSource({
    ", key-1, true, false, 9, BIND",
    ", key-1, false, false, 9, UNKNOWN_TOKEN",
    ", key-1, false, true, 9, UNKNOWN_TOKEN",
    "key-1, key-1, true, false, 9, SAME",
    "key-1, key-1, false, false, 9, SAME",
    "key-1, key-1, false, false, 11, SAME",
    "key-1, key-2, true, false, 9, OTHER_KEY",
    "key-1, key-2, false, false, 9, UNKNOWN_TOKEN",
    ", key-1, true, false, 10, EXPIRED",
    ", key-1, true, true, 9, REVOKED",
    "key-1, key-1, false, true, 9, REVOKED"
  })
  void theFirstKeyOwnsTheToken(
      String bound,
      String offered,
      boolean tokenFits,
      boolean revoked,
      long second,
      EnrolmentDecision expected) {
    // When
    EnrolmentDecision decision =
        EnrolmentDecision.evaluate(
            new EnrolmentDecision.Host(bound, Instant.ofEpochSecond(10), revoked),
            offered,
            tokenFits,
            Instant.ofEpochSecond(second));

    // Then
    assertThat(decision).isEqualTo(expected);
  }
}
