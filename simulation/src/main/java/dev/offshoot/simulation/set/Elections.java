package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt64;

/** Elections: whoever is electable and not behind a majority of voters that it reaches may win. */
final class Elections {

  private static final int ELECTION_TICKS = 8;
  private static final int TAKEOVER_TICKS = 60;

  private final Turns turns;
  private final SimulatedSet set;
  private int leaderless;
  private int outranked;

  Elections(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
  }

  void hold() {
    Optional<SimulatedMember> primary = set.primary();
    if (primary.isPresent() && primary.get().lonely == 0) {
      leaderless = 0;
      takeover(primary.get());
      return;
    }
    leaderless++;
    if (leaderless < ELECTION_TICKS) {
      return;
    }
    List<SimulatedMember> candidates =
        set.members().stream().filter(m -> !m.isPrimary() && canWin(m)).toList();
    if (!candidates.isEmpty()) {
      win(candidates.get(turns.random().nextInt(candidates.size())));
    }
  }

  /** A caught-up member of a higher priority takes over from the primary after a while. */
  private void takeover(SimulatedMember primary) {
    double rank = primary.self().map(MemberEntry::priority).orElse(0.0);
    Optional<SimulatedMember> higher =
        set.members().stream()
            .filter(m -> m != primary && m.up && m.state == MemberState.SECONDARY)
            .filter(m -> m.self().map(MemberEntry::priority).orElse(0.0) > rank)
            .findFirst();
    outranked = higher.isPresent() ? outranked + 1 : 0;
    if (outranked >= TAKEOVER_TICKS && canWin(higher.get())) {
      outranked = 0;
      turns.say(higher.get().address + " has a higher priority and takes over");
      primary.state = MemberState.SECONDARY;
      win(higher.get());
    }
  }

  /** A majority of its configuration's voters is no further than it, in configuration and data. */
  private boolean canWin(SimulatedMember candidate) {
    ReplicaSetConfiguration own = candidate.configuration();
    Optional<MemberEntry> self = candidate.self();
    if (own == null || self.isEmpty() || candidate.state != MemberState.SECONDARY) {
      return false;
    }
    if (!candidate.up || !self.get().countsAsVoter() || self.get().priority() == 0) {
      return false;
    }
    if (candidate.locked || turns.clock().instant().isBefore(candidate.electableFrom)) {
      return false;
    }
    int votes = 0;
    for (MemberEntry entry : own.members()) {
      if (entry.countsAsVoter()) {
        SimulatedMember voter = set.member(entry.address()).orElse(null);
        votes += voter != null && grants(voter, candidate, own) ? 1 : 0;
      }
    }
    return votes >= own.majority();
  }

  private boolean grants(
      SimulatedMember voter, SimulatedMember candidate, ReplicaSetConfiguration own) {
    if (!voter.up || voter.locked || !set.reaches(voter, candidate)) {
      return false;
    }
    ReplicaSetConfiguration theirs = voter.configuration();
    boolean notBehind = theirs == null || SimulatedMember.compare(own, theirs) >= 0;
    Oplog log = candidate.log;
    Oplog voters = voter.log;
    return notBehind
        && (voter.state == MemberState.ARBITER
            || voters == null
            || (log != null && !log.isBehind(voters)));
  }

  private void win(SimulatedMember winner) {
    leaderless = 0;
    long term = 1;
    for (SimulatedMember member : set.members()) {
      term = Math.max(term, member.term + 1);
    }
    for (SimulatedMember member : set.members()) {
      if (member.up && set.reaches(member, winner)) {
        member.term = term;
        if (member.isPrimary()) {
          member.state = MemberState.SECONDARY;
        }
      }
    }
    winner.state = MemberState.PRIMARY;
    winner.lonely = 0;
    turns.say(winner.address + " is elected in term " + term);
    ReplicaSetConfiguration own = winner.configuration();
    if (own != null) {
      // A new primary writes its configuration again with its own term.
      BsonDocument document = own.document();
      document.put("term", new BsonInt64(term));
      set.rewritten(winner, own, ReplicaSetConfiguration.of(document));
    }
    set.elected(winner);
  }
}
