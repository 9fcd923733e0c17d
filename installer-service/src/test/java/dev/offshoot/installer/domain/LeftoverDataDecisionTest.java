package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.installer.domain.LeftoverDataDecision.LastWord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoverDataDecisionTest {

  @ParameterizedTest(name = "revoked {0}, enrolled {1}, heard {2}, removed {3}")
  @CsvSource({
    "true, true, true, true,",
    "true, false, false, false,",
    "true, true, true, false, LEFTOVER_HAS_DATA",
    "true, true, false, false, LEFTOVER_DATA_UNKNOWN",
    "false, true, true, true, LEFTOVER_STILL_HELD",
    "false, false, false, false, LEFTOVER_STILL_HELD"
  })
  void onlyAnAgentThatSaidThatAllIsDeletedOrNeverWasLeavesNothing(
      boolean revoked, boolean enrolled, boolean heard, boolean removed, @Nullable String code) {
    // Given
    LastWord word = new LastWord(revoked, enrolled, heard, removed);

    // Then, whatever was said of the work as a whole
    for (boolean saidGone : new boolean[] {true, false}) {
      decides(LeftoverDataDecision.of("host-1", Optional.of(word), saidGone), code);
    }
  }

  @Test
  void aHostWithoutARecordIsEmptyOnlyWhenItsWorkWasSaidToHaveLeftNothing() {
    decides(LeftoverDataDecision.of("host-1", Optional.empty(), true), null);
    decides(LeftoverDataDecision.of("host-1", Optional.empty(), false), "LEFTOVER_DATA_UNKNOWN");
  }

  private static void decides(LeftoverDataDecision decided, @Nullable String code) {
    if (code == null) {
      assertThat(decided).isEqualTo(new LeftoverDataDecision.Empty());
    } else {
      assertThat(decided)
          .isInstanceOfSatisfying(
              LeftoverDataDecision.Keep.class,
              keep -> {
                assertThat(keep.code()).isEqualTo(code);
                assertThat(keep.detail()).contains("host-1");
              });
    }
  }
}
