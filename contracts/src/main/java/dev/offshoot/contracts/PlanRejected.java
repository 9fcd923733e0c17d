package dev.offshoot.contracts;

import java.util.List;

/**
 * No safe plan exists; nothing was started and nothing was changed.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param request what was asked for
 * @param reasons every refusal that holds, most basic first
 * @param warnings what was noticed besides
 */
public record PlanRejected(
    String expansionId,
    DeploymentReference deployment,
    ExpansionRequest request,
    List<Refusal> reasons,
    List<PlanWarning> warnings) {

  /** Copies the collections; a missing one reads as empty. */
  public PlanRejected {
    reasons = Ordered.list(reasons);
    warnings = Ordered.list(warnings);
  }
}
