package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.ImplicitDefault;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which reconfigs a server takes, as far as Offshoot can tell the difference (mechanics, 1.1). */
final class ReconfigRules {

  private static final int INCOMPATIBLE = 103;
  private static final int NOT_COMMITTED = 308;
  private static final int NOT_PRIMARY = 10107;
  private static final int NODE_NOT_FOUND = 74;
  private static final int INVALID = 93;

  private final SimulatedSet set;

  ReconfigRules(SimulatedSet set) {
    this.set = set;
  }

  /** Installs it, or says why not. */
  Answer<String> reconfigure(
      SimulatedMember member, ReplicaSetConfiguration next, Installations.Who who) {
    ReplicaSetConfiguration own = member.configuration();
    if (!member.isPrimary() || own == null) {
      return refused(NOT_PRIMARY, "NotWritablePrimary", "not primary");
    }
    // A voter that is new does not count before the server lifts its newlyAdded.
    Optional<Answer<String>> refusal =
        refusal(member, own, Installations.stamped(own, next, member.term));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    set.installations().install(member, next, who);
    set.stirred();
    return new Answer.Answered<>("ok");
  }

  private Optional<Answer<String>> refusal(
      SimulatedMember member, ReplicaSetConfiguration own, ReplicaSetConfiguration next) {
    if (next.version() <= own.version()) {
      return incompatible("version and term must be greater than old");
    }
    if (Commitments.of(set, member) != Commitment.COMMITTED) {
      return Optional.of(
          refused(NOT_COMMITTED, "CurrentConfigNotCommittedYet", "version " + own.version()));
    }
    if (voterChanges(own, next) > 1) {
      return incompatible("non-force replica set reconfig can only add or remove one voter");
    }
    if (next.member(member.address).isEmpty()) {
      return Optional.of(refused(NODE_NOT_FOUND, "NodeNotFound", "this node is not in it"));
    }
    if (ImplicitDefault.of(own) != ImplicitDefault.of(next)) {
      return incompatible("would change the implicit default write concern");
    }
    for (MemberEntry entry : next.members()) {
      if (entry.votes() == 0 && entry.priority() > 0) {
        return Optional.of(refused(INVALID, "InvalidReplicaSetConfig", "priority without vote"));
      }
    }
    return set.healthyVoters(next, member) < next.majority()
        ? Optional.of(refused(NODE_NOT_FOUND, "NodeNotFound", "no quorum of voters"))
        : Optional.empty();
  }

  static int voterChanges(ReplicaSetConfiguration own, ReplicaSetConfiguration next) {
    Set<MemberAddress> before = voters(own);
    Set<MemberAddress> after = voters(next);
    Set<MemberAddress> added = new TreeSet<>(after);
    added.removeAll(before);
    before.removeAll(after);
    return added.size() + before.size();
  }

  private static Set<MemberAddress> voters(ReplicaSetConfiguration configuration) {
    Set<MemberAddress> voters = new TreeSet<>();
    for (MemberEntry entry : configuration.members()) {
      if (entry.countsAsVoter()) {
        voters.add(entry.address());
      }
    }
    return voters;
  }

  private static Optional<Answer<String>> incompatible(String message) {
    return Optional.of(refused(INCOMPATIBLE, "NewReplicaSetConfigurationIncompatible", message));
  }

  private static Answer<String> refused(int code, String name, String message) {
    return new Answer.Refused<>(code, name, message);
  }
}
