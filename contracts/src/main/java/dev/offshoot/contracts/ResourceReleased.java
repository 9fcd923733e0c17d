package dev.offshoot.contracts;

import java.util.List;

/**
 * The expansion's hosts are gone, or never were.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param hostRequestIds hosts that were released; empty when none had been made
 */
public record ResourceReleased(
    String expansionId, DeploymentReference deployment, List<String> hostRequestIds) {

  /** Copies the collections; a missing one reads as empty. */
  public ResourceReleased {
    hostRequestIds = Ordered.list(hostRequestIds);
  }
}
