package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.util.Optional;

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
    hearConfiguration(member);
    follow(member);
  }

  /** Heartbeats carry the newest configuration to whoever is in it. */
  private void hearConfiguration(SimulatedMember member) {
    if (turns.random().nextInt(100) >= HEARTBEAT_PERCENT) {
      return;
    }
    for (SimulatedMember other : set.members()) {
      ReplicaSetConfiguration theirs = other.configuration;
      if (!other.up || theirs == null || member.hasAtLeast(theirs)) {
        continue;
      }
      ReplicaSetConfiguration own = member.configuration;
      boolean connected =
          theirs.member(member.address).isPresent()
              || (own != null && own.member(other.address).isPresent());
      if (connected) {
        member.configuration = theirs;
        member.term = Math.max(member.term, other.term);
      }
    }
  }

  private void follow(SimulatedMember member) {
    Optional<MemberEntry> self = member.self();
    if (self.isEmpty()) {
      member.state = member.configuration == null ? MemberState.STARTUP : MemberState.REMOVED;
      return;
    }
    if (self.get().arbiterOnly()) {
      member.state = MemberState.ARBITER;
      return;
    }
    if (member.applied < 0) {
      synchronize(member);
    } else if (member.state != MemberState.PRIMARY) {
      member.state = MemberState.SECONDARY;
      if (set.primary().isPresent() && turns.random().nextInt(100) < HEARTBEAT_PERCENT) {
        member.applied = set.written();
        member.appliedAt = set.writtenAt();
      }
    }
  }

  private void synchronize(SimulatedMember member) {
    member.state = MemberState.STARTUP2;
    if (member.syncBegan == null) {
      member.syncBegan = turns.clock().instant();
    }
    if (set.primary().isEmpty()) {
      return;
    }
    member.syncTicks++;
    if (member.syncTicks >= syncTicks) {
      turns.say(member.address + " is synchronized");
      member.applied = set.written();
      member.appliedAt = set.writtenAt();
      member.state = MemberState.SECONDARY;
    }
  }
}
