package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import org.jspecify.annotations.Nullable;

/**
 * How far the removal of a host is, or its detachment.
 *
 * @param state how far
 * @param cause what a person must know; absent while it goes on without anybody
 * @param detach whether it is detached: its agent leaves, and its mongod stays; absent for no
 */
public record HostRemoval(State state, @Nullable Cause cause, @Nullable Boolean detach) {

  /** Somebody asked, and it goes on. */
  public static final HostRemoval STARTED = new HostRemoval(State.UNDER_WAY, null);

  /** The same of a detachment. */
  public static final HostRemoval LEAVING = new HostRemoval(State.UNDER_WAY, null, Boolean.TRUE);

  /** Of a removal. */
  public HostRemoval(State state, @Nullable Cause cause) {
    this(state, cause, null);
  }

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
