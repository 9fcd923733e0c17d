package dev.offshoot.state.app;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine a person offered, while no expansion has it.
 *
 * @param id its id
 * @param provider always {@code pool}
 * @param site where it stands
 * @param address HOST:PORT a member on it will have
 * @param state whether it can be had
 * @param shape what its agent told; absent before it joined
 * @param since when it was offered
 * @param tokenExpiresAt when its token ends, if it does not join before
 * @param heardAt when its agent was heard last; absent before it joined
 * @param removal how far its latest detachment is; absent when nobody asked for one
 */
public record SpareHost(
    String id,
    String provider,
    @Nullable String site,
    String address,
    State state,
    @Nullable Shape shape,
    Instant since,
    Instant tokenExpiresAt,
    @Nullable Instant heardAt,
    @Nullable HostRemoval removal)
    implements ListedHost {

  /** Its agent is heard every half minute; three times missed and it is silent. */
  private static final Duration SILENT_AFTER = Duration.ofSeconds(100);

  /** Whether it can be had. */
  public enum State {
    /** Its agent has not enrolled yet. */
    OFFERED,
    /** Its agent did not enrol in time: offer it again. */
    EXPIRED,
    /** It waits to be claimed. */
    SPARE,
    /** It joined, and its agent is not heard any more: it is not claimed. */
    SILENT
  }

  /**
   * What the machine is.
   *
   * @param cpus processors
   * @param memoryBytes memory
   * @param diskBytes disk free for a member
   */
  public record Shape(double cpus, long memoryBytes, long diskBytes) {}

  /** The same while it is detached. */
  public SpareHost leaving(@Nullable HostRemoval how) {
    return new SpareHost(
        id, provider, site, address, state, shape, since, tokenExpiresAt, heardAt, how);
  }

  /** The same as it is now. */
  SpareHost at(Instant now) {
    Instant heard = heardAt;
    State current;
    if (heard == null) {
      current = now.isBefore(tokenExpiresAt) ? State.OFFERED : State.EXPIRED;
    } else {
      current = heard.isBefore(now.minus(SILENT_AFTER)) ? State.SILENT : State.SPARE;
    }
    return new SpareHost(
        id, provider, site, address, current, shape, since, tokenExpiresAt, heardAt, removal);
  }
}
