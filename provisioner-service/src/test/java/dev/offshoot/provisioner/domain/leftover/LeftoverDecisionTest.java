package dev.offshoot.provisioner.domain.leftover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.domain.leftover.JournaledHost.Fate;
import dev.offshoot.provisioner.domain.leftover.LeftoverDecision.Standing;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoverDecisionTest {

  private static final Holding VOLUME =
      new Holding(Holding.Kind.VOLUME, "vol-1", "host-1", "h:27017", "available");

  @ParameterizedTest
  @CsvSource({
    "HELD, true,",
    "HELD, false, HOST_GONE",
    "BEING_RELEASED, true,",
    "BEING_RELEASED, false,",
    "RELEASED, true, RELEASED",
    "RELEASED, false, RELEASED"
  })
  void whatAJournalCountsOnIsNeededWhileItsHostRuns(Fate fate, boolean runs, Standing standing) {
    // When
    LeftoverDecision decided =
        LeftoverDecision.of(VOLUME, Optional.of(new JournaledHost("expansion-1", fate)), runs);

    // Then
    if (standing == null) {
      assertThat(decided).isEqualTo(new LeftoverDecision.Needed());
    } else {
      assertThat(decided)
          .isInstanceOfSatisfying(
              LeftoverDecision.Left.class,
              left -> {
                assertThat(left.standing()).isEqualTo(standing);
                assertThat(left.detail()).contains("host-1", "expansion-1");
              });
    }
  }

  @Test
  void whatNoJournalAskedForIsUnknownAlsoWhenItRuns() {
    // Given
    Holding nameless = new Holding(Holding.Kind.HOST, "i-1", "", "", "running");

    // Then
    assertThat(LeftoverDecision.of(VOLUME, Optional.empty(), true))
        .isEqualTo(
            new LeftoverDecision.Left(
                Standing.UNKNOWN, "no journal of this installation asked for host host-1"));
    assertThat(LeftoverDecision.of(nameless, Optional.empty(), true))
        .isEqualTo(new LeftoverDecision.Left(Standing.UNKNOWN, "it names no host request"));
  }

  @Test
  void aRemovalsJournalWinsOverTheOneThatMadeTheHostInEitherOrder() {
    // Given
    JournaledHost made = new JournaledHost("made", Fate.HELD);
    JournaledHost removed = new JournaledHost("removal", Fate.RELEASED);

    // Then
    assertThat(made.orFurther(removed)).isEqualTo(removed);
    assertThat(removed.orFurther(made)).isEqualTo(removed);
  }
}
