package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;

/** Whether a primary's configuration is committed. */
final class Commitments {

  private Commitments() {}

  /** Whether a majority of its voters has this primary's configuration, and a write of its term. */
  static Commitment of(SimulatedSet set, SimulatedMember primary) {
    ReplicaSetConfiguration own = primary.configuration();
    if (own == null || !primary.isPrimary()) {
      return Commitment.NOT_KNOWN_HERE;
    }
    if (!primary.sawCommitted(own) && isCommitted(set, primary, own)) {
      primary.committed = own;
    }
    return primary.sawCommitted(own) ? Commitment.COMMITTED : Commitment.NOT_COMMITTED;
  }

  private static boolean isCommitted(
      SimulatedSet set, SimulatedMember primary, ReplicaSetConfiguration own) {
    int have = 0;
    for (MemberEntry entry : own.members()) {
      SimulatedMember member =
          entry.countsAsVoter() ? set.member(entry.address()).orElse(null) : null;
      if (member != null && member.up && member.hasAtLeast(own) && set.reaches(member, primary)) {
        have++;
      }
    }
    return have >= own.majority() && set.writer().committedIn(primary.term);
  }
}
