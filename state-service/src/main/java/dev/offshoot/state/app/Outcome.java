package dev.offshoot.state.app;

import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;

/** What came of a call at the front door: what was asked for, or why not. */
public sealed interface Outcome<T> {

  /** It was done. */
  record Done<T>(T value) implements Outcome<T> {}

  /** It was refused. */
  record Refused<T>(Problem problem) implements Outcome<T> {}

  /** It was done. */
  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  /** It was refused. */
  static <T> Outcome<T> refused(Problem problem) {
    return new Refused<>(problem);
  }

  /** It was refused. */
  static <T> Outcome<T> refused(ProblemCode code, String detail, String remedy) {
    return new Refused<>(new Problem(code, detail, remedy));
  }
}
