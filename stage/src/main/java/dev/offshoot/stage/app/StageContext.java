package dev.offshoot.stage.app;

import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What a step may ask of its stage. */
public interface StageContext {

  /** The journal as it was read for this step. */
  Journal journal();

  /** The time of this step. */
  Instant now();

  /** The stage's state, or what it is before the first step. */
  <S> S state(Class<S> type, Supplier<S> initial);

  /**
   * Stores the state that holds an intent, before its effect.
   *
   * @param state the state to store
   * @param effectDeadline the longest the effect may take
   * @throws FencedOff when another worker, or an abort, has taken over, or the lease would not
   *     outlast the effect; the effect must not be started
   */
  void intend(Object state, Duration effectDeadline);

  /**
   * Like {@link #intend}, and from here on an abort is too late.
   *
   * @throws FencedOff also when an abort was accepted first
   */
  void intendPastReturn(Object state, Duration effectDeadline);
}
