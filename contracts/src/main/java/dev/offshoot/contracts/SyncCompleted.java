package dev.offshoot.contracts;

import java.util.List;

/**
 * Every new member is synchronized, proven equal and promoted.
 *
 * @param expansionId UUID of the expansion
 * @param deployment the replica set concerned, without secrets
 * @param request what was asked for
 * @param members the members as they ended
 * @param proofs one per member
 * @param configurations every configuration of the expansion, oldest first
 * @param times time spent per step of this stage
 */
public record SyncCompleted(
    String expansionId,
    DeploymentReference deployment,
    ExpansionRequest request,
    List<MemberPromoted> members,
    List<Proof> proofs,
    List<ConfigurationChange> configurations,
    List<StepTime> times) {

  /** Copies the collections; a missing one reads as empty. */
  public SyncCompleted {
    members = Ordered.list(members);
    proofs = Ordered.list(proofs);
    configurations = Ordered.list(configurations);
    times = Ordered.list(times);
  }
}
