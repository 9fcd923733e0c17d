package dev.offshoot.installer.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the answers of members' agents mean for the new members. One member that does not reach a
 * new one stops the expansion. One whose agent does not answer is as one without an agent: what it
 * reaches shows once the new member was added without a vote.
 */
public sealed interface ReachDecision {

  /** A failure that may pass is given this long; so is an answer. */
  Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What one agent said of one new member.
   *
   * @param from HOST:PORT of its member
   * @param to HOST:PORT of the new member
   * @param reached whether it is reached
   * @param detail what is wrong when it is not
   */
  record Answer(String from, String to, boolean reached, String detail) {}

  /** Go on: from these members all is reached; the agents of the others did not answer. */
  record Reached(List<String> from) implements ReachDecision {}

  /** Look again. */
  record Wait(String reason) implements ReachDecision {}

  /** This pair fails. */
  record NotReached(Answer pair) implements ReachDecision {}

  /** Judges what is known so far. */
  static ReachDecision evaluate(Reaching reaching, List<Answer> answers) {
    boolean patient = !reaching.waited().exceeds(PATIENCE);
    List<Answer> failing = answers.stream().filter(answer -> !answer.reached()).toList();
    if (!failing.isEmpty()) {
      Answer first = failing.getFirst();
      return patient
          ? new Wait(first.from() + " does not reach " + first.to() + ": " + first.detail())
          : new NotReached(first);
    }
    List<String> reached = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Reaching.Asked asked : reaching.asked()) {
      boolean all = asked.targets().stream().allMatch(to -> isReached(answers, asked, to));
      (all ? reached : silent).add(asked.address());
    }
    return silent.isEmpty() || !patient
        ? new Reached(reached)
        : new Wait("waiting for the agents of " + String.join(", ", silent) + " to reach it");
  }

  private static boolean isReached(List<Answer> answers, Reaching.Asked asked, String target) {
    return answers.stream()
        .anyMatch(
            answer ->
                answer.reached()
                    && answer.from().equals(asked.address())
                    && answer.to().equals(target));
  }
}
