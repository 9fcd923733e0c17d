package dev.offshoot.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person names what is left of a host at its provider, and wants it gone. A piece of work of its
 * own: that the host was given back, or its expansion rolled back, and that no registered set names
 * its address, was checked when this was asked for. Whoever hears it checks what it knows itself,
 * and nothing is removed that one of them does not know.
 *
 * @param expansionId UUID of this piece of work, in the place of an expansion's
 * @param deployment the replica set the host was made for, without secrets
 * @param hostRequestId the host
 * @param address HOST:PORT it was made for
 * @param givenBackIn the expansion, or the removal, that ended as ROLLED_BACK with this host
 * @param agentsGone whether BinariesRemoved of that work was heard
 * @param checkedAt when the looks began at what the registered sets' configurations name
 * @param requestedBy who asked
 * @param ask how many removals of what is left of this host ended before; absent: none
 */
public record LeftoverRemovalRequested(
    String expansionId,
    DeploymentReference deployment,
    String hostRequestId,
    String address,
    String givenBackIn,
    boolean agentsGone,
    Instant checkedAt,
    String requestedBy,
    @Nullable Integer ask) {

  /** How many removals of what is left of this host ended before, 0 when none is named. */
  public int asksBefore() {
    return ask == null ? 0 : ask;
  }
}
