package dev.offshoot.state.adapter.http;

import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.domain.Problem;

/** Carries a refusal from a resource to the one place that writes problem documents. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** This refusal. */
  public ProblemException(Problem problem) {
    super(problem.code().name(), null, false, false);
    this.problem = problem;
  }

  /** The refusal. */
  public Problem problem() {
    return problem;
  }

  /** The value of an outcome, or its refusal as an exception. */
  static <T> T orProblem(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Problem problem) -> throw new ProblemException(problem);
    };
  }
}
