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

  /** Whether it answers, but stores nothing. */
  boolean locked;

  private @Nullable ReplicaSetConfiguration configuration;

  /** The configuration it saw committed last, as primary. */
  @Nullable ReplicaSetConfiguration committed;

  private @Nullable MemberEntry self;
  MemberState state = MemberState.STARTUP;
  long term;

  /** What it has; null before its synchronization is through. */
  @Nullable Oplog log;

  Instant appliedAt = Instant.EPOCH;

  /** Ticks since a primary last reached a majority. */
  int lonely;

  @Nullable Instant syncBegan;
  long syncTicks;
  int failedAttempts;

  /** Whether it waits before it copies anything, and before it is through. */
  boolean waitsToCopy;

  boolean waitsToFinish;

  /** Who it copies from until it is synchronized, also while that one is away. */
  @Nullable MemberAddress source;

  /** After it stepped down it is not elected before this. */
  Instant electableFrom = Instant.EPOCH;

  /** Whether one of its documents differs from everybody else's. */
  boolean differs;

  final TreeMap<String, Long> notes = new TreeMap<>();

  /** Namespaces that were digested on it since it synchronized. */
  final TreeSet<String> digested = new TreeSet<>();

  SimulatedMember(MemberAddress address) {
    this.address = address;
  }

  /** The same files under a new process; a synchronization that was not through begins anew. */
  SimulatedMember startedAgain() {
    SimulatedMember again = new SimulatedMember(address);
    again.configuration = configuration;
    again.self = self;
    again.term = term;
    again.log = log;
    again.appliedAt = appliedAt;
    again.differs = differs;
    again.notes.putAll(notes);
    again.digested.addAll(digested);
    return again;
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
  boolean wasCompared(SimulatedSet set) {
    return SimulatedReplicaSet.NAMESPACES.stream()
        .filter(namespace -> !set.hasDropped(namespace))
        .allMatch(namespace -> digested.contains(namespace.toString()));
  }

  /** Whether nothing was digested on it yet. */
  public boolean isUncompared() {
    return digested.isEmpty();
  }

  /** One of its documents differs from everybody else's from now on. */
  public void differ() {
    differs = true;
  }

  /** Whether one of its documents differs. */
  public boolean differs() {
    return differs;
  }

  /** Whether its synchronization stands still before it copies anything, or before its end. */
  public void waits(boolean toCopy, boolean toFinish) {
    waitsToCopy = toCopy;
    waitsToFinish = toFinish;
  }

  /** Who it copies from, as long as it is not synchronized. */
  public Optional<MemberAddress> source() {
    return Optional.ofNullable(source);
  }

  /** How often its synchronization failed. */
  public int failedAttempts() {
    return failedAttempts;
  }

  /** Whether the set's users are known here: they are copied first. */
  boolean knowsUsers() {
    return log != null || syncTicks > 0;
  }

  @Nullable ReplicaSetConfiguration configuration() {
    return configuration;
  }

  void install(ReplicaSetConfiguration next) {
    configuration = next;
    self = next.member(address).orElse(null);
  }

  /** Its entry in its own configuration. */
  Optional<MemberEntry> self() {
    return Optional.ofNullable(self);
  }

  long applied() {
    Oplog own = log;
    return own == null ? -1 : own.last();
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

  boolean sawCommitted(ReplicaSetConfiguration own) {
    ReplicaSetConfiguration seen = committed;
    return seen != null && compare(seen, own) == 0;
  }

  static int compare(ReplicaSetConfiguration one, ReplicaSetConfiguration other) {
    int terms = Long.compare(one.term(), other.term());
    return terms != 0 ? terms : Long.compare(one.version(), other.version());
  }
}
