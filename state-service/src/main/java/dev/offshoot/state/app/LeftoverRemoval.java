package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import org.jspecify.annotations.Nullable;

/**
 * How far the removal of what is left of a host is.
 *
 * @param hostRequestId the host
 * @param state how far
 * @param cause what a person must know; absent while it goes on without anybody
 */
public record LeftoverRemoval(String hostRequestId, State state, @Nullable Cause cause) {

  /** How far it is. */
  public enum State {
    /** It goes on. */
    UNDER_WAY,
    /** It goes on once a person did what the cause says. */
    NEEDS_ATTENTION,
    /** It is over and nothing was touched; it can be asked for again. */
    REFUSED,
    /** The provider said that nothing is left. */
    REMOVED
  }

  /** Somebody asked, and it goes on. */
  static LeftoverRemoval started(String hostRequestId) {
    return new LeftoverRemoval(hostRequestId, State.UNDER_WAY, null);
  }
}
