package dev.offshoot.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The set's configuration names none of the expansion's members any more, or never did.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param members members that had been added; empty when none was
 * @param configVersion version of a committed configuration without them
 * @param configTerm its term
 */
public record MemberRemoved(
    String expansionId,
    DeploymentReference deployment,
    List<RemovedMember> members,
    @Nullable Long configVersion,
    @Nullable Long configTerm) {

  /** Copies the collections; a missing one reads as empty. */
  public MemberRemoved {
    members = Ordered.list(members);
  }
}
