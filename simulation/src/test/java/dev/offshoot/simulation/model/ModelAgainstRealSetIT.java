package dev.offshoot.simulation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same situations on a real set and on the model, and the same answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelAgainstRealSetIT {

  private static final long SEEDS = 20;

  private RealStage real;

  @BeforeAll
  void startTheRealSet() {
    real = new RealStage();
  }

  @AfterAll
  void endTheRealSet() {
    real.close();
  }

  @BeforeEach
  void tidyUp() {
    real.tidyUp();
  }

  @ParameterizedTest
  @EnumSource
  void theModelAnswersWhatTheRealSetAnswers(Situation situation) {
    // Given
    long begin = System.nanoTime();
    List<String> answered =
        situation == Situation.ADD_A_MEMBER_OF_ANOTHER_SET
            ? onFreshSet(situation)
            : Act.play(situation, real);
    System.out.printf(
        "%s, %.1f s on the real set%n%s%n",
        situation, (System.nanoTime() - begin) / 1e9, String.join("\n", answered));

    for (long seed = 1; seed <= SEEDS; seed++) {
      // When
      List<String> modelled = Act.play(situation, new ModelStage(seed));

      // Then
      assertEquals(
          String.join("\n", answered),
          String.join("\n", modelled),
          situation + ": the real set, then the model with seed " + seed);
    }
  }

  /**
   * After elections a real set sometimes refuses the stranger with 103, for as long as it is asked;
   * DESIGN.md says so.
   */
  private static List<String> onFreshSet(Situation situation) {
    try (RealStage fresh = new RealStage()) {
      fresh.tidyUp();
      return Act.play(situation, fresh);
    }
  }
}
