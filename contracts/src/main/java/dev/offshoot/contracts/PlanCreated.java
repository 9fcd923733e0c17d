package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A plan exists; it is carried on as an unmodified JSON tree.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param request what was asked for
 * @param approval required, automatic or plan-only, after the deployment's own rule was applied
 * @param plan the plan, see Plan
 */
public record PlanCreated(
    String expansionId,
    DeploymentReference deployment,
    ExpansionRequest request,
    String approval,
    JsonNode plan) {}
