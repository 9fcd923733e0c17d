package dev.offshoot.contracts;

import java.time.Instant;

/**
 * A person, or the deployment's rule, approved the plan with this digest.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the deployment
 * @param planDigest digest of the approved plan
 * @param approvedBy who approved
 * @param approvedAt when
 */
public record PlanApproved(
    String expansionId,
    String deployment,
    String planDigest,
    String approvedBy,
    Instant approvedAt) {}
