package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A machine is out of the pool: no host request gets it any more. Its agent may be told to leave.
 *
 * @param expansionId UUID of this piece of work
 * @param hostId the machine
 * @param hostRequestId the host request that had it; absent for a spare
 * @param address HOST:PORT of its member, or the one a member would have had
 * @param claim number of this last claim of the machine, above that of every host request
 */
public record HostWithdrawn(
    String expansionId, String hostId, @Nullable String hostRequestId, String address, int claim) {}
