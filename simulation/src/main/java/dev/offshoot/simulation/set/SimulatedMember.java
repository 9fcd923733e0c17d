package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One mongod: its process, its configuration, and how far its data is. */
public final class SimulatedMember {

  final MemberAddress address;
  boolean up = true;
  @Nullable ReplicaSetConfiguration configuration;
  MemberState state = MemberState.STARTUP;
  long term;

  /** Position of the last entry it applied; -1 before its synchronization is through. */
  long applied = -1;

  Instant appliedAt = Instant.EPOCH;
  @Nullable Instant syncBegan;
  long syncTicks;
  int failedAttempts;

  /** Whether one of its documents differs from everybody else's. */
  boolean differs;

  final TreeMap<String, Long> notes = new TreeMap<>();

  /** Namespaces that were digested on it since it synchronized. */
  final TreeSet<String> digested = new TreeSet<>();

  SimulatedMember(MemberAddress address) {
    this.address = address;
  }

  /** Its address. */
  public MemberAddress address() {
    return address;
  }

  /** Whether its process lives. */
  public boolean up() {
    return up;
  }

  /** Its state as it says itself. */
  public MemberState state() {
    return state;
  }

  /** Whether every namespace was digested on it. */
  public boolean wasCompared() {
    return SimulatedReplicaSet.NAMESPACES.stream()
        .allMatch(namespace -> digested.contains(namespace.toString()));
  }

  /** One of its documents differs from everybody else's from now on. */
  public void differ() {
    differs = true;
  }

  /** Whether one of its documents differs. */
  public boolean differs() {
    return differs;
  }

  /** Its entry in its own configuration. */
  Optional<MemberEntry> self() {
    ReplicaSetConfiguration own = configuration;
    return own == null ? Optional.empty() : own.member(address);
  }

  boolean isPrimary() {
    return up && state == MemberState.PRIMARY;
  }

  boolean bearsData() {
    return up && (state == MemberState.PRIMARY || state == MemberState.SECONDARY);
  }

  /** Configurations are ordered by term, then by version. */
  boolean hasAtLeast(ReplicaSetConfiguration other) {
    ReplicaSetConfiguration own = configuration;
    return own != null && compare(own, other) >= 0;
  }

  static int compare(ReplicaSetConfiguration one, ReplicaSetConfiguration other) {
    int terms = Long.compare(one.term(), other.term());
    return terms != 0 ? terms : Long.compare(one.version(), other.version());
  }
}
