package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bson.BsonDocument;
import org.bson.BsonInt64;

/**
 * A replica set: who has which configuration, who is primary, how far everybody is. Heartbeats,
 * writes, synchronization and elections happen tick by tick; reconfigs go through {@link
 * ReconfigRules}.
 */
public final class SimulatedSet {

  private static final Duration TICK = Duration.ofMillis(200);

  private final Turns turns;
  private final TreeMap<MemberAddress, SimulatedMember> members = new TreeMap<>();
  private final List<ReplicaSetConfiguration> installed = new ArrayList<>();
  private BiConsumer<ReplicaSetConfiguration, ReplicaSetConfiguration> onInstall =
      (before, after) -> {};
  private long written = 100;
  private Instant writtenAt;
  private long committed = 100;
  private final Heartbeats heartbeats;
  private final Elections elections;

  /**
   * @param initial the configuration everybody has at the beginning; the first member is primary
   * @param syncTicks how long a synchronization takes
   */
  public SimulatedSet(Turns turns, ReplicaSetConfiguration initial, int syncTicks) {
    this.turns = turns;
    this.heartbeats = new Heartbeats(turns, this, syncTicks);
    this.elections = new Elections(turns, this);
    this.writtenAt = turns.clock().instant();
    installed.add(initial);
    for (MemberEntry entry : initial.members()) {
      SimulatedMember member = new SimulatedMember(entry.address());
      member.configuration = initial;
      member.state = entry.arbiterOnly() ? MemberState.ARBITER : MemberState.SECONDARY;
      member.term = initial.term();
      member.applied = written;
      member.appliedAt = writtenAt;
      members.put(entry.address(), member);
    }
    member(initial.members().getFirst().address()).orElseThrow().state = MemberState.PRIMARY;
    turns.after(TICK, this::tick);
  }

  /** Hears of every configuration a primary installs, with the one before. */
  public void onInstall(BiConsumer<ReplicaSetConfiguration, ReplicaSetConfiguration> hears) {
    this.onInstall = hears;
  }

  /** Starts an empty mongod. */
  public void startMongod(MemberAddress address) {
    turns.say("mongod starts on " + address);
    members.put(address, new SimulatedMember(address));
  }

  /** Ends a mongod for good. */
  public void endMongod(MemberAddress address) {
    turns.say("mongod ends on " + address);
    members.remove(address);
  }

  /** A member's process ends, or is frozen, and comes back later. */
  public void down(MemberAddress address, Duration duration) {
    member(address)
        .ifPresent(
            member -> {
              turns.say(address + " is down for " + duration);
              member.up = false;
              if (member.state == MemberState.PRIMARY) {
                member.state = MemberState.SECONDARY;
              }
              turns.after(duration, () -> member.up = true);
            });
  }

  /** The primary steps down. */
  public void stepDown() {
    primary()
        .ifPresent(
            member -> {
              turns.say(member.address + " steps down");
              member.state = MemberState.SECONDARY;
            });
  }

  /** Every mongod that was started and not ended. */
  public List<SimulatedMember> members() {
    return List.copyOf(members.values());
  }

  /** The mongod at this address. */
  public Optional<SimulatedMember> member(MemberAddress address) {
    return Optional.ofNullable(members.get(address));
  }

  /** The primary. */
  public Optional<SimulatedMember> primary() {
    return members.values().stream().filter(SimulatedMember::isPrimary).findFirst();
  }

  /** Every configuration a primary ever installed, oldest first. */
  public List<ReplicaSetConfiguration> installed() {
    return List.copyOf(installed);
  }

  /** The newest configuration that any member has. */
  public ReplicaSetConfiguration newest() {
    ReplicaSetConfiguration newest = installed.getFirst();
    for (SimulatedMember member : members.values()) {
      ReplicaSetConfiguration own = member.configuration;
      if (own != null && SimulatedMember.compare(own, newest) > 0) {
        newest = own;
      }
    }
    return newest;
  }

  /** The configuration this member has. */
  public Optional<ReplicaSetConfiguration> configurationOf(SimulatedMember member) {
    return Optional.ofNullable(member.configuration);
  }

  /** Number of elections so far. */
  public int elections() {
    return elections.held();
  }

  long written() {
    return written;
  }

  Instant writtenAt() {
    return writtenAt;
  }

  /** A new primary goes on from here. */
  void continueFrom(long position) {
    written = Math.max(position, committed);
    for (SimulatedMember member : members.values()) {
      member.applied = Math.min(member.applied, written);
    }
  }

  long committed() {
    return committed;
  }

  /** Whether a majority of its voters has this primary's configuration. */
  Commitment commitment(SimulatedMember primary) {
    ReplicaSetConfiguration own = primary.configuration;
    if (own == null || !primary.isPrimary()) {
      return Commitment.NOT_KNOWN_HERE;
    }
    long have =
        own.members().stream()
            .filter(MemberEntry::countsAsVoter)
            .flatMap(entry -> member(entry.address()).stream())
            .filter(member -> member.up && member.hasAtLeast(own))
            .count();
    return have >= own.majority() ? Commitment.COMMITTED : Commitment.NOT_COMMITTED;
  }

  void install(SimulatedMember primary, ReplicaSetConfiguration next) {
    BsonDocument document = next.document();
    document.put("term", new BsonInt64(primary.term));
    ReplicaSetConfiguration stamped = ReplicaSetConfiguration.of(document);
    ReplicaSetConfiguration before = primary.configuration;
    primary.configuration = stamped;
    installed.add(stamped);
    turns.say(primary.address + " installs configuration " + describe(stamped));
    onInstall.accept(before == null ? stamped : before, stamped);
  }

  private static String describe(ReplicaSetConfiguration configuration) {
    StringBuilder text =
        new StringBuilder("v" + configuration.version() + " t" + configuration.term() + " [");
    for (MemberEntry entry : configuration.members()) {
      text.append(' ').append(entry.id()).append(entry.votes() > 0 ? "v" : "-");
      text.append(entry.hidden() ? "h" : "");
    }
    return text.append(" ]").toString();
  }

  long note(SimulatedMember primary, String marker) {
    write(primary);
    for (SimulatedMember member : members.values()) {
      member.notes.put(marker, written);
    }
    return written;
  }

  private void write(SimulatedMember primary) {
    written++;
    writtenAt = turns.clock().instant();
    primary.applied = written;
    primary.appliedAt = writtenAt;
  }

  private void tick() {
    primary().ifPresent(this::leads);
    for (SimulatedMember member : members.values()) {
      if (member.up) {
        heartbeats.beat(member);
      }
    }
    elections.hold();
    turns.after(TICK, this::tick);
  }

  private void leads(SimulatedMember primary) {
    ReplicaSetConfiguration own = primary.configuration;
    if (own == null || healthyVoters(own) < own.majority()) {
      turns.say(primary.address + " sees no majority and steps down");
      primary.state = MemberState.SECONDARY;
      return;
    }
    write(primary);
    List<Long> positions =
        own.members().stream()
            .filter(entry -> entry.countsAsVoter() && !entry.arbiterOnly())
            .flatMap(entry -> member(entry.address()).stream())
            .map(member -> member.bearsData() ? member.applied : 0L)
            .sorted()
            .toList();
    int index = positions.size() - own.writeMajority();
    if (index >= 0) {
      committed = Math.max(committed, positions.get(index));
    }
  }

  /** Voters of a configuration that live. */
  public int healthyVoters(ReplicaSetConfiguration configuration) {
    return (int)
        configuration.members().stream()
            .filter(MemberEntry::countsAsVoter)
            .flatMap(entry -> member(entry.address()).stream())
            .filter(SimulatedMember::up)
            .count();
  }

  /** The synchronization of a member fails and begins again. */
  public void failSynchronization(SimulatedMember member) {
    if (member.applied < 0 && member.syncBegan != null) {
      turns.say("the synchronization of " + member.address + " fails and begins again");
      member.failedAttempts++;
      member.syncTicks = 0;
    }
  }

  /** What writes have been acknowledged by a majority, for checking that none is lost. */
  public long acknowledged() {
    return committed;
  }

  /** The last write there is. */
  public long last() {
    return written;
  }
}
