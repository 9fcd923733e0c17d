package dev.offshoot.stage.domain;

import dev.offshoot.contracts.Cause;
import java.time.Duration;

/** How one step of a stage ended. */
public sealed interface StepOutcome {

  /** The step is done: look at the world again at once for the next one. */
  record Done() implements StepOutcome {}

  /**
   * Not yet: look again later.
   *
   * @param reason what is waited for, as a person would say it
   * @param retryAfter when to look again
   */
  record Waiting(String reason, Duration retryAfter) implements StepOutcome {}

  /** Nothing to do until another event is accepted. */
  record Idle() implements StepOutcome {}

  /**
   * The goal cannot be reached. Going forward this publishes ExpansionAborted and turns the
   * journal; on the way back, where nobody gives up, it holds like {@link Held}.
   *
   * @param cause why
   */
  record Failed(Cause cause) implements StepOutcome {}

  /**
   * Going on would not be safe without a person. Everything stays as it is, attention is requested
   * once per code, and the stage keeps looking.
   *
   * @param cause what a person must decide
   * @param retryAfter when to look again
   */
  record Held(Cause cause, Duration retryAfter) implements StepOutcome {}
}
