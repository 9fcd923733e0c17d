package dev.offshoot.mongoadmin.domain;

import java.util.Optional;
import java.util.function.Function;

/**
 * How one command to one member ended. After anything but {@link Answered} and {@link Unknown}
 * nothing happened on the server; after {@link Unknown} only looking again tells.
 */
public sealed interface Answer<T> {

  /** The server did it; the value is what it said. */
  record Answered<T>(T value) implements Answer<T> {}

  /**
   * The server said no, and nothing happened.
   *
   * @param code server error code
   * @param codeName its name
   * @param message the server's words
   */
  record Refused<T>(int code, String codeName, String message) implements Answer<T> {

    /** What the code asks of the caller. */
    public ErrorMeaning meaning() {
      return ErrorMeaning.of(code);
    }
  }

  /** The command may have run: network failure, deadline, step-down, interruption. */
  record Unknown<T>(String message) implements Answer<T> {}

  /** No connection was made, so the command certainly never ran. */
  record Unreachable<T>(String message) implements Answer<T> {}

  /** The login failed, so the command certainly never ran. */
  record NotAuthenticated<T>(String message) implements Answer<T> {}

  /** The value when there is one. */
  default Optional<T> answer() {
    return this instanceof Answered<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** Transforms the value, keeps every other outcome. */
  default <R> Answer<R> map(Function<? super T, ? extends R> mapper) {
    return flatMap(value -> new Answered<>(mapper.apply(value)));
  }

  /** Goes on with another command after an answer, keeps every other outcome. */
  default <R> Answer<R> flatMap(Function<? super T, Answer<R>> next) {
    return switch (this) {
      case Answered<T>(T value) -> next.apply(value);
      case Refused<T>(int code, String name, String message) -> new Refused<>(code, name, message);
      case Unknown<T>(String message) -> new Unknown<>(message);
      case Unreachable<T>(String message) -> new Unreachable<>(message);
      case NotAuthenticated<T>(String message) -> new NotAuthenticated<>(message);
    };
  }

  /** One sentence for a person, without secrets. */
  default String explain() {
    return switch (this) {
      case Answered<T> ignored -> "answered";
      case Refused<T>(int code, String name, String message) ->
          "refused with " + code + " " + name + ": " + message;
      case Unknown<T>(String message) -> "outcome unknown: " + message;
      case Unreachable<T>(String message) -> "unreachable: " + message;
      case NotAuthenticated<T>(String message) -> "login failed: " + message;
    };
  }
}
