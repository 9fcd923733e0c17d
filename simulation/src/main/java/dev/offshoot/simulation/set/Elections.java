package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt64;

/** Elections: whoever is electable and not behind a majority of voters may win. */
final class Elections {

  private static final int ELECTION_TICKS = 8;

  private final Turns turns;
  private final SimulatedSet set;
  private int leaderless;
  private int held;

  Elections(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
  }

  int held() {
    return held;
  }

  void hold() {
    if (set.primary().isPresent()) {
      leaderless = 0;
      return;
    }
    leaderless++;
    if (leaderless < ELECTION_TICKS) {
      return;
    }
    List<SimulatedMember> candidates = set.members().stream().filter(this::canWin).toList();
    if (!candidates.isEmpty()) {
      SimulatedMember winner = candidates.get(turns.random().nextInt(candidates.size()));
      win(winner);
    }
  }

  /** A majority of its configuration's voters is no further than it, in configuration and data. */
  private boolean canWin(SimulatedMember candidate) {
    ReplicaSetConfiguration own = candidate.configuration;
    Optional<MemberEntry> self = candidate.self();
    if (own == null || self.isEmpty() || candidate.state != MemberState.SECONDARY) {
      return false;
    }
    boolean electable = self.get().countsAsVoter() && self.get().priority() > 0;
    long votes =
        own.members().stream()
            .filter(MemberEntry::countsAsVoter)
            .flatMap(entry -> set.member(entry.address()).stream())
            .filter(voter -> voter.up && grants(voter, candidate, own))
            .count();
    return candidate.up && electable && votes >= own.majority();
  }

  private static boolean grants(
      SimulatedMember voter, SimulatedMember candidate, ReplicaSetConfiguration own) {
    ReplicaSetConfiguration theirs = voter.configuration;
    boolean notBehind = theirs == null || SimulatedMember.compare(own, theirs) >= 0;
    return notBehind && (voter.state == MemberState.ARBITER || candidate.applied >= voter.applied);
  }

  private void win(SimulatedMember winner) {
    held++;
    leaderless = 0;
    long term = set.members().stream().mapToLong(member -> member.term).max().orElse(0) + 1;
    for (SimulatedMember member : set.members()) {
      member.term = member.up ? term : member.term;
    }
    winner.state = MemberState.PRIMARY;
    set.continueFrom(winner.applied);
    turns.say(winner.address + " is elected in term " + term);
    ReplicaSetConfiguration own = winner.configuration;
    if (own != null) {
      // A new primary writes its configuration again with its own term.
      BsonDocument document = own.document();
      document.put("term", new BsonInt64(term));
      winner.configuration = ReplicaSetConfiguration.of(document);
    }
  }
}
