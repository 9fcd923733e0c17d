package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A person takes a machine of theirs out of the pool, with the member it carries or without one:
 * Offshoot's agent leaves it, and a mongod that runs there stays as it is. A piece of work of its
 * own. An order of its own too, never a kind of removal: who does not know it does nothing.
 *
 * @param expansionId UUID of this piece of work, in the place of an expansion's
 * @param hostId the machine
 * @param hostRequestId the host request that has it; absent for a spare
 * @param address HOST:PORT of its member, or the one a member would have had
 * @param deployment name of the deployment its member belongs to; absent for a spare
 * @param requestedBy who asked
 * @param ask how many removals and detachments of this host ended before with it still held;
 *     absent: none
 */
public record HostDetachRequested(
    String expansionId,
    String hostId,
    @Nullable String hostRequestId,
    String address,
    @Nullable String deployment,
    String requestedBy,
    @Nullable Integer ask) {

  /** How many ended before, 0 when none is named. */
  public int asksBefore() {
    return ask == null ? 0 : ask;
  }
}
