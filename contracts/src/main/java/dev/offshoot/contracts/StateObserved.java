package dev.offshoot.contracts;

/**
 * The set was observed for an expansion; starts planning. Published exactly once per expansion, at
 * most 512 KiB.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param request what was asked for
 * @param observation what was read from every member
 * @param requestedBy who asked, for the audit
 */
public record StateObserved(
    String expansionId,
    DeploymentReference deployment,
    ExpansionRequest request,
    Observation observation,
    String requestedBy) {}
