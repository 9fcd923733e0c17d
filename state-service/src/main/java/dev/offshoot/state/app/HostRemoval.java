package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import org.jspecify.annotations.Nullable;

/**
 * How far the removal of a host is.
 *
 * @param state how far
 * @param cause what a person must know; absent while it goes on without anybody
 */
public record HostRemoval(State state, @Nullable Cause cause) {

  /** Somebody asked, and it goes on. */
  public static final HostRemoval STARTED = new HostRemoval(State.UNDER_WAY, null);

  /** How far it is. */
  public enum State {
    /** It goes on. */
    UNDER_WAY,
    /** It goes on once a person did what the cause says. */
    NEEDS_ATTENTION,
    /** It is over and nothing was touched; it can be asked for again. */
    REFUSED
  }
}
