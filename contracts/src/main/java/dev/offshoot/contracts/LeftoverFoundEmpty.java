package dev.offshoot.contracts;

import java.time.Instant;

/**
 * What is left of a host that a person wants gone holds no data that Offshoot's agent ever put
 * there and did not delete, and nobody is taken for its agent any more.
 *
 * @param expansionId UUID of this piece of work
 * @param deployment the replica set the host was made for, without secrets
 * @param hostRequestId the host
 * @param checkedAt when the looks began at what the registered sets' configurations name
 */
public record LeftoverFoundEmpty(
    String expansionId, DeploymentReference deployment, String hostRequestId, Instant checkedAt) {}
