package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.util.Optional;
import java.util.TreeMap;

/** Mongods of other sets of the same name: they answer whoever asks them, but no member of ours. */
public final class OtherSets {

  private final TreeMap<MemberAddress, SimulatedMember> members = new TreeMap<>();

  /** Starts the primary of another set. */
  public void startPrimary(MemberAddress address, ReplicaSetConfiguration theirs) {
    SimulatedMember stranger = new SimulatedMember(address);
    stranger.install(theirs);
    stranger.state = MemberState.PRIMARY;
    members.put(address, stranger);
  }

  Optional<SimulatedMember> member(MemberAddress address) {
    return Optional.ofNullable(members.get(address));
  }
}
