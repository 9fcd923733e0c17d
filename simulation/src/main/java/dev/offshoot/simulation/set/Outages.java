package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.List;

/** Members that are away, and networks that split, for a while. */
public final class Outages {

  private final Turns turns;
  private final SimulatedSet set;

  /** Of this set. */
  public Outages(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
  }

  /** A member's process ends, or is frozen, and comes back later. */
  public void down(MemberAddress address, Duration duration) {
    set.member(address)
        .ifPresent(
            member -> {
              turns.say(address + " is down for " + duration);
              kill(member);
              turns.after(duration, () -> start(member));
            });
  }

  /** A member's process ends. */
  public void kill(MemberAddress address) {
    set.member(address).ifPresent(this::kill);
  }

  private void kill(SimulatedMember member) {
    member.up = false;
    if (member.state == MemberState.PRIMARY) {
      member.state = MemberState.SECONDARY;
    }
    set.stirred();
  }

  /** Its process starts again. */
  public void start(MemberAddress address) {
    set.member(address).ifPresent(this::start);
  }

  private void start(SimulatedMember member) {
    member.up = true;
    for (SimulatedMember other : set.members()) {
      // Who copied from it waited for it, and only now finds out that it must begin again.
      if (member.address.equals(other.source)) {
        set.failSynchronization(other);
      }
    }
    set.stirred();
  }

  /** From now on a member answers, but stores nothing, neither data nor configurations: a lock. */
  public void lock(MemberAddress address, boolean locked) {
    set.member(address)
        .ifPresent(
            member -> {
              member.locked = locked;
              set.stirred();
            });
  }

  /** These members do not reach the others for a while. */
  public void split(List<MemberAddress> group, Duration duration) {
    turns.say(group + " are cut off from the others for " + duration);
    set.network().cutOff(group);
    set.stirred();
    turns.after(
        duration,
        () -> {
          turns.say(group + " reach the others again");
          set.network().heal(group);
          set.stirred();
        });
  }
}
