package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The agent of a machine said that it leaves, or never came, and its identity is revoked. A mongod
 * that ran there runs on.
 *
 * @param expansionId UUID of this piece of work
 * @param hostId the machine
 * @param hostRequestId the host request that had it; absent for a spare
 * @param address HOST:PORT of its member, or the one a member would have had
 * @param detail what is left there, and what starts it with the machine; one line for a person
 */
public record HostDetached(
    String expansionId,
    String hostId,
    @Nullable String hostRequestId,
    String address,
    String detail) {}
