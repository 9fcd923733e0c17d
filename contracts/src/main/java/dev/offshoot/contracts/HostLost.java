package dev.offshoot.contracts;

/**
 * A host of the expansion has ended for good, without anybody having given it back: nothing runs
 * there any more and nothing ever will.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the replica set concerned
 * @param hostRequestId the host
 * @param detail what the provider says of it
 */
public record HostLost(
    String expansionId, String deployment, String hostRequestId, String detail) {}
