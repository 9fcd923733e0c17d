package dev.offshoot.planner.domain.plan;

import dev.offshoot.planner.domain.Ordered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Ordered steps from the observation to the goal, before it is sealed with id, digest and the
 * configuration it was planned on. Component names are those of the contract.
 *
 * @param deployment name
 * @param setName replica set name
 * @param replicaSetId settings.replicaSetId
 * @param observedAt when the set was observed
 * @param createdAt when it was planned
 * @param expiresAt when it may no longer be started
 * @param goal the goal in one line
 * @param basis what must still hold before each reconfig
 * @param current now
 * @param desired after
 * @param toAdd members to add
 * @param software what is installed
 * @param mongod how mongod is configured
 * @param steps in order
 * @param writeConcerns implicit write concern of every configuration on the way and back
 * @param forecast size and time
 * @param checks what was checked
 * @param warnings what to know
 * @param accepted refusals accepted by name
 */
public record ExpansionPlan(
    String deployment,
    String setName,
    String replicaSetId,
    Instant observedAt,
    Instant createdAt,
    Instant expiresAt,
    String goal,
    PlanBasis basis,
    PlanTopology current,
    PlanTopology desired,
    List<PlannedMember> toAdd,
    PlanSoftware software,
    PlanMongod mongod,
    List<PlanStep> steps,
    List<PlanWriteConcern> writeConcerns,
    PlanForecast forecast,
    List<PlanCheck> checks,
    List<PlanWarning> warnings,
    List<String> accepted) {
  /** How long a plan may wait for its start. */
  public static final Duration VALIDITY = Duration.ofHours(24);

  /** Copies the collections; a missing one reads as empty. */
  public ExpansionPlan {
    toAdd = Ordered.list(toAdd);
    steps = Ordered.list(steps);
    writeConcerns = Ordered.list(writeConcerns);
    checks = Ordered.list(checks);
    warnings = Ordered.list(warnings);
    accepted = Ordered.list(accepted);
  }
}
