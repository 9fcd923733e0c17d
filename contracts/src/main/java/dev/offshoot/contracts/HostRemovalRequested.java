package dev.offshoot.contracts;

import java.util.List;

/**
 * A person gives a host back whose expansion is over and whose member is in the configuration no
 * more. A piece of work of its own: the host's expansion stays closed.
 *
 * @param expansionId UUID of this piece of work, in the place of an expansion's
 * @param deployment the replica set concerned, without secrets
 * @param hostRequestId the host
 * @param memberId _id the member had
 * @param address HOST:PORT the member had
 * @param replicaSetId settings.replicaSetId
 * @param configVersion version of a committed configuration without the member, read fresh
 * @param configTerm its term
 * @param members HOST:PORT of configured members, who may be asked again
 * @param requestedBy who asked
 */
public record HostRemovalRequested(
    String expansionId,
    DeploymentReference deployment,
    String hostRequestId,
    int memberId,
    String address,
    String replicaSetId,
    long configVersion,
    long configTerm,
    List<String> members,
    String requestedBy) {

  /** Copies the collections; a missing one reads as empty. */
  public HostRemovalRequested {
    members = Ordered.list(members);
  }
}
