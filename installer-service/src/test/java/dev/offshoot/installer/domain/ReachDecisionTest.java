package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.installer.domain.ReachDecision.Answer;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachDecisionTest {

  private static final Reaching.Asked ONE =
      new Reaching.Asked("a1", "db1:27017", List.of("db4:27017", "db5:27017"));
  private static final Reaching.Asked TWO =
      new Reaching.Asked("a2", "db2:27017", List.of("db4:27017"));

  @Test
  void allReachedIsGoingOn() {
    assertThat(
            ReachDecision.evaluate(
                fresh(ONE, TWO), List.of(yes("db1", "db4"), yes("db1", "db5"), yes("db2", "db4"))))
        .isEqualTo(new ReachDecision.Reached(List.of("db1:27017", "db2:27017")));
  }

  @Test
  void onePairOfSeveralIsNotEnough() {
    assertThat(ReachDecision.evaluate(fresh(ONE), List.of(yes("db1", "db4"))))
        .isInstanceOfSatisfying(
            ReachDecision.Wait.class, wait -> assertThat(wait.reason()).contains("db1:27017"));
  }

  @Test
  void aFailureMayPassForHalfAMinuteAndThenNamesItsPair() {
    // Given
    Answer no = new Answer("db2:27017", "db4:27017", false, "no connection (refused)");
    List<Answer> answers = List.of(yes("db1", "db4"), yes("db1", "db5"), no);

    // Then
    assertThat(ReachDecision.evaluate(fresh(ONE, TWO), answers))
        .isInstanceOfSatisfying(
            ReachDecision.Wait.class,
            wait ->
                assertThat(wait.reason())
                    .contains("db2:27017 does not reach db4:27017", "no connection (refused)"));
    assertThat(ReachDecision.evaluate(old(ONE, TWO), answers))
        .isEqualTo(new ReachDecision.NotReached(no));
  }

  @Test
  void anAgentThatDoesNotAnswerIsAsNone() {
    assertThat(ReachDecision.evaluate(old(ONE, TWO), List.of(yes("db2", "db4"))))
        .isEqualTo(new ReachDecision.Reached(List.of("db2:27017")));
  }

  @Test
  void aFailureIsNeverOutvotedBySilence() {
    Answer no = new Answer("db2:27017", "db4:27017", false, "it refuses the set's key");
    assertThat(ReachDecision.evaluate(old(ONE, TWO), List.of(no)))
        .isEqualTo(new ReachDecision.NotReached(no));
  }

  private static Answer yes(String from, String to) {
    return new Answer(from + ":27017", to + ":27017", true, "");
  }

  private static Reaching fresh(Reaching.Asked... asked) {
    return Reaching.of(List.of(asked));
  }

  private static Reaching old(Reaching.Asked... asked) {
    WaitBudget waited = WaitBudget.FRESH;
    Instant now = Instant.EPOCH;
    for (int look = 0; look < 40; look++) {
      now = now.plusSeconds(1);
      waited = waited.looked(now, Duration.ofSeconds(1));
    }
    return fresh(asked).looked(waited);
  }
}
