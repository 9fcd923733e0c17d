package dev.offshoot.provisioner.domain.leftover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.domain.leftover.JournaledHost.Fate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoverRemovalDecisionTest {

  @ParameterizedTest
  @CsvSource({
    ", 0, LEFTOVER_NOT_OURS",
    "HELD, 0, LEFTOVER_STILL_HELD",
    "BEING_RELEASED, 0, LEFTOVER_STILL_HELD",
    "RELEASED, 0,",
    "RELEASED, 600,",
    "RELEASED, 601, LEFTOVER_CHECK_TOO_OLD",
    "HELD, 601, LEFTOVER_STILL_HELD"
  })
  void onlyAHostThatAJournalSaysWasGivenBackMayGoAndOnlyWhileTheCheckIsFresh(
      Fate fate, long seconds, String code) {
    // Given
    Optional<JournaledHost> journaled =
        Optional.ofNullable(fate).map(known -> new JournaledHost("expansion-1", known));

    // When
    LeftoverRemovalDecision decided =
        LeftoverRemovalDecision.of("host-1", journaled, Duration.ofSeconds(seconds));

    // Then
    if (code == null) {
      assertThat(decided).isEqualTo(new LeftoverRemovalDecision.Remove());
    } else {
      assertThat(decided)
          .isInstanceOfSatisfying(
              LeftoverRemovalDecision.Keep.class,
              keep -> {
                assertThat(keep.code()).isEqualTo(code);
                assertThat(keep.detail() + keep.remedy()).contains("host-1");
              });
    }
  }
}
