package dev.offshoot.planner.domain;

import dev.offshoot.planner.domain.observed.Observation;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.requested.DeploymentReference;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import java.time.Instant;

/**
 * Everything a plan depends on; the same input gives the same plan, byte for byte.
 *
 * @param observation what was read from the set
 * @param request what was asked for
 * @param deployment the replica set concerned
 * @param catalogue what can be supplied
 * @param now when planning happens
 * @param expansionId UUID of the expansion; host requests are derived from it
 */
public record PlanningInput(
    Observation observation,
    ExpansionRequest request,
    DeploymentReference deployment,
    Catalogue catalogue,
    Instant now,
    String expansionId) {}
