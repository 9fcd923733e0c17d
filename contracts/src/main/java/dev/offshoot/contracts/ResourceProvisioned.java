package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The hosts of the expansion exist and have been booted with their user-data.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param request what was asked for
 * @param plan the plan, unmodified
 * @param hosts one per planned member, in the plan's order
 */
public record ResourceProvisioned(
    String expansionId,
    DeploymentReference deployment,
    ExpansionRequest request,
    JsonNode plan,
    List<ProvisionedHost> hosts) {

  /** Copies the collections; a missing one reads as empty. */
  public ResourceProvisioned {
    hosts = Ordered.list(hosts);
  }
}
