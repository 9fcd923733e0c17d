package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/**
 * Configurations as primaries install them: with their term, with newlyAdded for voters that are
 * new, and with whose they are.
 */
public final class Installations {

  private final Turns turns;
  private final List<ReplicaSetConfiguration> installed = new ArrayList<>();

  /** By term and version: the configuration that others than Offshoot installed last before. */
  private final Map<String, ReplicaSetConfiguration> foreign = new TreeMap<>();

  /** When each member entered the configuration last, in milliseconds since the beginning. */
  private final Map<MemberAddress, Long> entered = new TreeMap<>();

  private final List<Heard> hearing = new ArrayList<>();

  /** Who has a configuration installed. */
  public enum Who {
    OFFSHOOT,
    SOMEBODY,
    THE_SERVER
  }

  /** Hears of each. */
  @FunctionalInterface
  public interface Heard {
    /** A primary installed it. */
    void installed(ReplicaSetConfiguration before, ReplicaSetConfiguration after, Who who);
  }

  Installations(Turns turns, ReplicaSetConfiguration initial) {
    this.turns = turns;
    installed.add(initial);
    foreign.put(key(initial), initial);
  }

  /** Hears of every configuration a primary installs. */
  public void onInstall(Heard hears) {
    hearing.add(hears);
  }

  /** Every configuration a primary ever installed, oldest first. */
  public List<ReplicaSetConfiguration> all() {
    return installed;
  }

  /** What others than Offshoot made of the set, on the way to this configuration. */
  public ReplicaSetConfiguration foreignBase(ReplicaSetConfiguration configuration) {
    ReplicaSetConfiguration base = foreign.get(key(configuration));
    return base == null ? installed.getFirst() : base;
  }

  /** For how many milliseconds this member has been configured, since it entered last. */
  public long configuredFor(MemberAddress address) {
    return turns.clock().sinceBeginning() - entered.getOrDefault(address, 0L);
  }

  private static String key(ReplicaSetConfiguration configuration) {
    return configuration.term() + "/" + configuration.version();
  }

  void install(SimulatedMember primary, ReplicaSetConfiguration next, Who who) {
    ReplicaSetConfiguration old = primary.configuration();
    ReplicaSetConfiguration before = old == null ? next : old;
    ReplicaSetConfiguration stamped = stamped(before, next, primary.term);
    primary.install(stamped);
    for (MemberEntry entry : stamped.members()) {
      if (before.member(entry.address()).isEmpty()) {
        entered.put(entry.address(), turns.clock().sinceBeginning());
      }
    }
    installed.add(stamped);
    foreign.put(key(stamped), who == Who.SOMEBODY ? stamped : foreignBase(before));
    turns.say(primary.address + " installs configuration " + describe(stamped));
    tell(before, stamped, who);
  }

  /** A new primary wrote its configuration again with its own term. */
  void rewritten(ReplicaSetConfiguration before, ReplicaSetConfiguration own) {
    foreign.put(key(own), foreignBase(before));
  }

  private void tell(ReplicaSetConfiguration before, ReplicaSetConfiguration after, Who who) {
    hearing.forEach(hears -> hears.installed(before, after, who));
  }

  static ReplicaSetConfiguration stamped(
      ReplicaSetConfiguration before, ReplicaSetConfiguration next, long term) {
    BsonDocument document = next.document();
    document.put("term", new BsonInt64(term));
    for (BsonValue value : document.getArray("members")) {
      BsonDocument entry = value.asDocument();
      MemberEntry now = new MemberEntry(entry);
      Optional<MemberEntry> old = before.member(now.address());
      boolean isNew = now.votes() > 0 && (old.isEmpty() || old.get().newlyAdded());
      if (isNew) {
        entry.put("newlyAdded", BsonBoolean.TRUE);
      }
    }
    return ReplicaSetConfiguration.of(document);
  }

  /**
   * The primary sees that a new voter has come so far, and lets it vote by a reconfig of its own.
   */
  void liftNewlyAdded(SimulatedMember primary, SimulatedSet set) {
    ReplicaSetConfiguration own = primary.configuration();
    if (own == null) {
      return;
    }
    for (MemberEntry entry : own.members()) {
      if (entry.newlyAdded() && isSecondary(set, entry.address())) {
        BsonDocument document = own.document();
        document.put("version", new BsonInt64(own.version() + 1));
        document.put("term", new BsonInt64(primary.term));
        for (BsonValue value : document.getArray("members")) {
          if (new MemberEntry(value.asDocument()).address().equals(entry.address())) {
            value.asDocument().remove("newlyAdded");
          }
        }
        ReplicaSetConfiguration lifted = ReplicaSetConfiguration.of(document);
        primary.install(lifted);
        installed.add(lifted);
        foreign.put(key(lifted), foreignBase(own));
        turns.say(primary.address + " lets " + entry.address() + " vote: " + describe(lifted));
        tell(own, lifted, Who.THE_SERVER);
        return;
      }
    }
  }

  private static boolean isSecondary(SimulatedSet set, MemberAddress address) {
    return set.member(address).filter(m -> m.up && m.state == MemberState.SECONDARY).isPresent();
  }

  static String describe(ReplicaSetConfiguration configuration) {
    StringBuilder text =
        new StringBuilder("v" + configuration.version() + " t" + configuration.term() + " [");
    for (MemberEntry entry : configuration.members()) {
      text.append(' ').append(entry.id()).append(entry.votes() > 0 ? "v" : "-");
      text.append(entry.newlyAdded() ? "n" : "").append(entry.hidden() ? "h" : "");
    }
    return text.append(" ]").toString();
  }
}
