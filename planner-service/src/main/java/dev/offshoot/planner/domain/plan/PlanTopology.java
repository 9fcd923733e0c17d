package dev.offshoot.planner.domain.plan;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;

/**
 * Counts of one configuration.
 *
 * @param voters votes
 * @param majority votes needed for an election
 * @param electionsTolerate members that may fail with elections still possible
 * @param majorityWritesTolerate data-bearing voters that may fail with majority writes still
 *     possible
 * @param sites per site
 */
public record PlanTopology(
    int voters,
    int majority,
    int electionsTolerate,
    int majorityWritesTolerate,
    List<PlanSite> sites) {

  /** Copies the collections; a missing one reads as empty. */
  public PlanTopology {
    sites = Ordered.list(sites);
  }
}
