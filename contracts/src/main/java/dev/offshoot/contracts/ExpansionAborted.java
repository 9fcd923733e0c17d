package dev.offshoot.contracts;

/**
 * Somebody gave up, or the user cancelled: asks for the way back. The first cause wins.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param cause why
 * @param requestedBy stage or person
 */
public record ExpansionAborted(
    String expansionId, DeploymentReference deployment, Cause cause, String requestedBy) {}
