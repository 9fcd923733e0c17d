package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a member does from heartbeat to heartbeat: hears of configurations, copies, follows. */
final class Heartbeats {

  private static final int HEARTBEAT_PERCENT = 70;

  private final Turns turns;
  private final SimulatedSet set;
  private final int syncTicks;

  Heartbeats(Turns turns, SimulatedSet set, int syncTicks) {
    this.turns = turns;
    this.set = set;
    this.syncTicks = syncTicks;
  }

  void beat(SimulatedMember member) {
    if (member.locked) {
      return;
    }
    if (comesThrough()) {
      hear(member);
    }
    follow(member);
  }

  private boolean comesThrough() {
    return set.isQuiet() || turns.random().nextInt(100) < HEARTBEAT_PERCENT;
  }

  /** Heartbeats carry the newest configuration to whoever is in it, and the term to everybody. */
  private void hear(SimulatedMember member) {
    for (SimulatedMember other : set.members()) {
      ReplicaSetConfiguration theirs = other.configuration();
      if (other == member || !other.up || theirs == null || !set.reaches(member, other)) {
        continue;
      }
      boolean newer = !member.hasAtLeast(theirs);
      if (!newer && other.term <= member.term) {
        continue;
      }
      ReplicaSetConfiguration own = member.configuration();
      boolean connected =
          theirs.member(member.address).isPresent()
              || (own != null && own.member(other.address).isPresent());
      if (connected) {
        if (newer) {
          member.install(theirs);
        }
        hearTerm(member, other.term);
      }
    }
  }

  private void hearTerm(SimulatedMember member, long term) {
    if (term > member.term) {
      member.term = term;
      if (member.isPrimary()) {
        turns.say(member.address + " hears of term " + term + " and steps down");
        member.state = MemberState.SECONDARY;
      }
    }
  }

  private void follow(SimulatedMember member) {
    Optional<MemberEntry> self = member.self();
    if (self.isEmpty()) {
      member.state = member.configuration() == null ? MemberState.STARTUP : MemberState.REMOVED;
      return;
    }
    if (self.get().arbiterOnly()) {
      member.state = MemberState.ARBITER;
      return;
    }
    if (member.log == null) {
      synchronize(member);
      return;
    }
    SimulatedMember source = set.primaryFor(member).orElse(null);
    if (member.state != MemberState.PRIMARY) {
      member.state = MemberState.SECONDARY;
      if (source != null && comesThrough()) {
        copy(member, source);
      }
    }
  }

  private void copy(SimulatedMember member, SimulatedMember source) {
    Oplog own = member.log;
    Oplog theirs = source.log;
    if (source.term < member.term || (own != null && theirs != null && theirs.isBehind(own))) {
      // Nobody copies from a primary that is not one any more.
      return;
    }
    if (own != null && theirs != null && own != theirs && own.common(theirs) < own.last()) {
      turns.say(
          member.address + " rolls back " + (own.last() - own.common(theirs)) + " operations");
    }
    member.log = theirs;
    member.appliedAt = source.appliedAt;
  }

  private void synchronize(SimulatedMember member) {
    member.state = MemberState.STARTUP2;
    if (member.syncBegan == null) {
      member.syncBegan = turns.clock().instant();
    }
    SimulatedMember source = source(member);
    boolean copies = source != null && set.reaches(member, source) && !member.waitsToCopy;
    if (source == null || !copies || !source.bearsData() || source.term < member.term) {
      return;
    }
    member.syncTicks++;
    if (member.syncTicks >= syncTicks && !member.waitsToFinish) {
      turns.say(member.address + " is synchronized");
      copy(member, source);
      member.source = null;
      member.state = MemberState.SECONDARY;
    }
  }

  /** Whom it began to copy from, also while that one is away; at first a secondary if there is. */
  private @Nullable SimulatedMember source(SimulatedMember member) {
    MemberAddress chosen = member.source;
    SimulatedMember known = chosen == null ? null : set.member(chosen).orElse(null);
    if (known != null) {
      return known;
    }
    @Nullable SimulatedMember found = set.primaryFor(member).orElse(null);
    for (SimulatedMember other : set.members()) {
      boolean serves =
          other.state == MemberState.SECONDARY
              && other.bearsData()
              && other.self().filter(entry -> !entry.hidden()).isPresent();
      if (serves && other != member && set.reaches(member, other)) {
        found = other;
        break;
      }
    }
    member.source = found == null ? null : found.address;
    return found;
  }
}
