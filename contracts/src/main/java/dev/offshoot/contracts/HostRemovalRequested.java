package dev.offshoot.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person gives a host back whose expansion is over and whose member is in the configuration no
 * more. A piece of work of its own: the host's expansion stays closed.
 *
 * @param expansionId UUID of this piece of work, in the place of an expansion's
 * @param deployment the replica set concerned, without secrets
 * @param hostRequestId the host
 * @param memberId _id the member had; absent when none was heard of
 * @param address HOST:PORT the member had
 * @param replicaSetId settings.replicaSetId
 * @param configVersion version of a committed configuration without the member, read fresh
 * @param configTerm its term
 * @param members HOST:PORT of configured members, who may be asked again
 * @param requestedBy who asked
 * @param ask how many removals of this host ended before with the host still held; absent: none
 * @param claimed the machine it is, when a person brought it
 * @param keepData whether the member's files are set aside on the machine instead of deleted
 */
public record HostRemovalRequested(
    String expansionId,
    DeploymentReference deployment,
    String hostRequestId,
    @Nullable Integer memberId,
    String address,
    String replicaSetId,
    long configVersion,
    long configTerm,
    List<String> members,
    String requestedBy,
    @Nullable Integer ask,
    @Nullable ClaimedHost claimed,
    @Nullable Boolean keepData) {

  /** How many removals of this host ended before, 0 when none is named. */
  public int asksBefore() {
    return ask == null ? 0 : ask;
  }

  /** Copies the collections; a missing one reads as empty. */
  public HostRemovalRequested {
    members = Ordered.list(members);
  }
}
