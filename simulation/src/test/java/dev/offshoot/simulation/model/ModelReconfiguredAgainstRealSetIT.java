package dev.offshoot.simulation.model;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Reconfigs and elections on a real set and on the model: the same answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelReconfiguredAgainstRealSetIT {

  private PlayedOnBoth both;

  @BeforeAll
  void startTheRealSet() {
    both = new PlayedOnBoth();
  }

  @AfterAll
  void endTheRealSet() {
    both.close();
  }

  @BeforeEach
  void tidyUp() {
    both.tidyUp();
  }

  @ParameterizedTest
  @EnumSource(names = Situation.RECONFIGURING, mode = Mode.MATCH_ANY)
  void theModelAnswersWhatTheRealSetAnswers(Situation situation) {
    // When // Then
    both.play(situation);
  }
}
