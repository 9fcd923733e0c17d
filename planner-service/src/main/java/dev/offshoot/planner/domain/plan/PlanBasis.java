package dev.offshoot.planner.domain.plan;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;

/**
 * The assumptions of a plan.
 *
 * @param configVersion version planned on
 * @param configTerm its term
 * @param versions mongod versions seen
 * @param fcv FCV
 * @param explicitWriteConcern whether a cluster-wide write concern is set
 * @param writeConcern w as JSON text
 * @param primary HOST:PORT
 * @param acceptedUnhealthy addresses of unhealthy members that were accepted
 */
public record PlanBasis(
    long configVersion,
    long configTerm,
    List<String> versions,
    String fcv,
    boolean explicitWriteConcern,
    String writeConcern,
    String primary,
    List<String> acceptedUnhealthy) {

  /** Copies the collections; a missing one reads as empty. */
  public PlanBasis {
    versions = Ordered.list(versions);
    acceptedUnhealthy = Ordered.list(acceptedUnhealthy);
  }
}
