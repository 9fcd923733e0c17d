package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A replica set: who has which configuration, who is primary, how far everybody is. Heartbeats,
 * writes, synchronization and elections happen tick by tick, seldom while nothing can change;
 * reconfigs go through {@link ReconfigRules}.
 */
public final class SimulatedSet {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration QUIET_TICK = Duration.ofSeconds(30);
  private static final Duration STEPPED_DOWN = Duration.ofSeconds(60);
  private static final int QUIET_AFTER = 25;

  private final Turns turns;
  private final TreeMap<MemberAddress, SimulatedMember> members = new TreeMap<>();
  private final TreeMap<MemberAddress, SimulatedMember> ended = new TreeMap<>();
  private final OtherSets otherSets = new OtherSets();
  private final Network network = new Network();
  private final Installations installations;
  private final Writer writer;
  private final Heartbeats heartbeats;
  private final Elections elections;
  private int quiet;
  private int ticking;
  private boolean dropped;
  String compatibilityVersion = SimulatedObserver.FCV;

  /**
   * @param initial the configuration everybody has at the beginning; the first member is primary
   * @param syncTicks how long a synchronization takes
   */
  public SimulatedSet(Turns turns, ReplicaSetConfiguration initial, int syncTicks) {
    this.turns = turns;
    this.heartbeats = new Heartbeats(turns, this, syncTicks);
    this.elections = new Elections(turns, this);
    this.writer = new Writer(turns, this);
    this.installations = new Installations(turns, initial);
    Oplog log = Oplog.of(initial.term(), Writer.BEGIN);
    for (MemberEntry entry : initial.members()) {
      SimulatedMember member = new SimulatedMember(entry.address());
      member.install(initial);
      member.state = entry.arbiterOnly() ? MemberState.ARBITER : MemberState.SECONDARY;
      member.term = initial.term();
      member.log = entry.arbiterOnly() ? null : log;
      member.appliedAt = turns.clock().instant();
      members.put(entry.address(), member);
    }
    member(initial.members().getFirst().address()).orElseThrow().state = MemberState.PRIMARY;
    nextTick(TICK);
  }

  private void nextTick(Duration after) {
    int number = ++ticking;
    turns.after(
        after,
        () -> {
          if (number == ticking) {
            tick();
          }
        });
  }

  Network network() {
    return network;
  }

  /** Mongods of other sets. */
  public OtherSets otherSets() {
    return otherSets;
  }

  /** Configurations that were installed, and who hears of them. */
  public Installations installations() {
    return installations;
  }

  /** What was written and acknowledged. */
  public Writer writer() {
    return writer;
  }

  /** Starts an empty mongod. */
  public void startMongod(MemberAddress address) {
    turns.say("mongod starts on " + address);
    members.put(address, new SimulatedMember(address));
    stirred();
  }

  /**
   * Starts the mongod that ended at this address, with its files: what it had made durable it still
   * has. Writes that a majority acknowledged are (writeConcernMajorityJournalDefault).
   */
  public void startMongodAgain(MemberAddress address) {
    turns.say("mongod starts again on " + address);
    SimulatedMember before = ended.remove(address);
    members.put(address, before == null ? new SimulatedMember(address) : before.startedAgain());
    stirred();
  }

  /** Ends a mongod; its files stay. */
  public void endMongod(MemberAddress address) {
    turns.say("mongod ends on " + address);
    SimulatedMember member = members.remove(address);
    if (member != null) {
      ended.put(address, member);
    }
    stirred();
  }

  /** Something changed: from now on every tick counts for a while. */
  void stirred() {
    if (isQuiet()) {
      nextTick(TICK);
    }
    quiet = 0;
  }

  /** Whether it ticks seldom; then everybody keeps up. */
  boolean isQuiet() {
    return quiet >= QUIET_AFTER;
  }

  /** One collection of the set is dropped, on every member. */
  public void dropCollection() {
    dropped = true;
  }

  boolean hasDropped(Namespace namespace) {
    return dropped && namespace.collection().equals("customers");
  }

  /** The primary steps down. */
  public void stepDown() {
    primary()
        .ifPresent(
            member -> {
              turns.say(member.address + " steps down");
              member.state = MemberState.SECONDARY;
              member.electableFrom = turns.clock().instant().plus(STEPPED_DOWN);
              stirred();
            });
  }

  /** Every mongod that was started and not ended, by address. */
  public Collection<SimulatedMember> members() {
    return members.values();
  }

  /** The mongod at this address. */
  public Optional<SimulatedMember> member(MemberAddress address) {
    return Optional.ofNullable(members.get(address));
  }

  boolean reaches(SimulatedMember one, SimulatedMember other) {
    return one == other || network.whole() || network.reaches(one.address, other.address);
  }

  /** Whether every namespace there is was digested on this member. */
  public boolean wasCompared(SimulatedMember member) {
    return member.wasCompared(this);
  }

  /** Whether everybody reaches everybody. */
  public boolean whole() {
    return network.whole();
  }

  /** The primary of the highest term. */
  public Optional<SimulatedMember> primary() {
    @Nullable SimulatedMember found = null;
    for (SimulatedMember member : members.values()) {
      if (member.isPrimary() && (found == null || member.term > found.term)) {
        found = member;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The primary this member reaches. */
  Optional<SimulatedMember> primaryFor(SimulatedMember asking) {
    return primary().filter(primary -> reaches(asking, primary));
  }

  /** The newest configuration that any member has. */
  public ReplicaSetConfiguration newest() {
    ReplicaSetConfiguration newest = installations.all().getFirst();
    for (SimulatedMember member : members.values()) {
      ReplicaSetConfiguration own = member.configuration();
      if (own != null && SimulatedMember.compare(own, newest) > 0) {
        newest = own;
      }
    }
    return newest;
  }

  /** The configuration this member has. */
  public Optional<ReplicaSetConfiguration> configurationOf(SimulatedMember member) {
    return Optional.ofNullable(member.configuration());
  }

  /** Whether this member is primary and says that its configuration is committed. */
  public boolean showsCommitted(SimulatedMember member) {
    return Commitments.of(this, member) == Commitment.COMMITTED;
  }

  void elected(SimulatedMember winner) {
    stirred();
    writer.elected(winner);
  }

  void rewritten(
      SimulatedMember winner, ReplicaSetConfiguration before, ReplicaSetConfiguration own) {
    winner.install(own);
    installations.rewritten(before, own);
  }

  private void tick() {
    for (SimulatedMember member : members.values()) {
      if (member.isPrimary()) {
        leads(member);
      }
    }
    for (SimulatedMember member : members.values()) {
      if (member.up) {
        heartbeats.beat(member);
      }
    }
    elections.hold();
    quiet = settled() ? quiet + 1 : 0;
    nextTick(quiet > QUIET_AFTER ? QUIET_TICK : TICK);
  }

  /** Whether another tick would only add writes. */
  private boolean settled() {
    ReplicaSetConfiguration newest = newest();
    if (!network.whole() || primary().isEmpty()) {
      return false;
    }
    for (SimulatedMember member : members.values()) {
      boolean steady =
          member.up && member.state != MemberState.STARTUP2 && member.hasAtLeast(newest);
      if (!steady && newest.member(member.address).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private void leads(SimulatedMember primary) {
    ReplicaSetConfiguration own = primary.configuration();
    boolean majority = own != null && healthyVoters(own, primary) >= own.majority();
    primary.lonely = majority ? 0 : primary.lonely + 1;
    if (own == null || primary.lonely > Writer.LONELY_TICKS) {
      turns.say(primary.address + " sees no majority and steps down");
      primary.state = MemberState.SECONDARY;
      return;
    }
    writer.write(primary, own);
    // What it has seen committed once it knows, whoever goes away afterwards.
    Commitments.of(this, primary);
    installations.liftNewlyAdded(primary, this);
  }

  /** Voters of a configuration that live, and that this member reaches; null for anybody. */
  public int healthyVoters(ReplicaSetConfiguration configuration, @Nullable SimulatedMember from) {
    int healthy = 0;
    for (MemberEntry entry : configuration.members()) {
      SimulatedMember member = entry.countsAsVoter() ? members.get(entry.address()) : null;
      if (member != null && member.up && (from == null || reaches(member, from))) {
        healthy++;
      }
    }
    return healthy;
  }

  /** The synchronization of a member fails and begins again. */
  public void failSynchronization(SimulatedMember member) {
    if (member.log == null && member.syncBegan != null) {
      turns.say("the synchronization of " + member.address + " fails and begins again");
      member.failedAttempts++;
      member.syncTicks = 0;
      member.source = null;
    }
  }
}
