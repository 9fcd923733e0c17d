package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The assumptions of a plan.
 *
 * @param configVersion version planned on
 * @param configTerm its term
 * @param configuration the configuration planned on
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
    @Nullable JsonNode configuration,
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
