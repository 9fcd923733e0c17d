package dev.offshoot.stage.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.stage.domain.StepOutcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step answers: the outcome, the stage's state after it, and the facts it causes. All
 * three are stored in one write.
 *
 * @param outcome how it ended
 * @param state the state to store, written as JSON; absent to keep the stored one
 * @param facts facts to publish, in order
 */
public record Step(StepOutcome outcome, @Nullable Object state, List<Fact> facts) {

  /** Copies the facts. */
  public Step {
    facts = List.copyOf(facts);
  }

  /** The step is done. */
  public static Step done(Object state, Fact... facts) {
    return new Step(new StepOutcome.Done(), state, List.of(facts));
  }

  /** Not yet. */
  public static Step waiting(Object state, String reason, Duration retryAfter) {
    return new Step(new StepOutcome.Waiting(reason, retryAfter), state, List.of());
  }

  /** Nothing to do until another event comes. */
  public static Step idle() {
    return new Step(new StepOutcome.Idle(), null, List.of());
  }

  /** The goal cannot be reached. */
  public static Step failed(Object state, Cause cause) {
    return new Step(new StepOutcome.Failed(cause), state, List.of());
  }

  /** A person must decide. */
  public static Step held(Object state, Cause cause, Duration retryAfter) {
    return new Step(new StepOutcome.Held(cause, retryAfter), state, List.of());
  }
}
