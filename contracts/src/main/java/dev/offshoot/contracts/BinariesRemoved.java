package dev.offshoot.contracts;

import java.util.List;

/**
 * mongod is stopped, what Offshoot created on the hosts is deleted, and their credentials are
 * revoked.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param hostRequestIds hosts that were cleaned; empty when nothing had been installed
 */
public record BinariesRemoved(
    String expansionId, DeploymentReference deployment, List<String> hostRequestIds) {

  /** Copies the collections; a missing one reads as empty. */
  public BinariesRemoved {
    hostRequestIds = Ordered.list(hostRequestIds);
  }
}
