package dev.offshoot.mongoadmin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorMeaningTest {

  @ParameterizedTest
  @CsvSource({
    "103, REBUILD_FROM_FRESH_READ",
    "93, INVALID_CONFIGURATION",
    "74, INVALID_CONFIGURATION",
    "109, WAIT_AND_RETRY",
    "308, WAIT_AND_RETRY",
    "94, NO_REPLICA_SET",
    "76, NO_REPLICA_SET",
    "10107, NOT_PRIMARY",
    "13435, NOT_PRIMARY",
    "189, OUTCOME_UNKNOWN",
    "11602, OUTCOME_UNKNOWN",
    "11600, OUTCOME_UNKNOWN",
    "262, OUTCOME_UNKNOWN",
    "50, OUTCOME_UNKNOWN",
    "91, OUTCOME_UNKNOWN",
    "13, PRIVILEGE_MISSING",
    "239, SNAPSHOT_LOST",
    "246, SNAPSHOT_LOST",
    "26, REFUSED",
  })
  void everyKnownCodeHasItsMeaning(int code, ErrorMeaning meaning) {
    assertThat(ErrorMeaning.of(code)).isEqualTo(meaning);
  }
}
