package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.app.MemberData.CollectionSize;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.simulation.turn.Turns;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/** Conversations of replication-monitor with the modelled set. */
public final class SimulatedReplicaSet implements ReplicaSet {

  /** Namespaces of the set; every one must be compared before a vote is given. */
  public static final List<Namespace> NAMESPACES =
      List.of(
          new Namespace("admin", "system.users"),
          new Namespace("shop", "customers"),
          new Namespace("shop", "orders"));

  private static final long BYTES = 1L << 20;

  private final Turns turns;
  private final SimulatedSet set;
  private final StatusDocuments documents;

  /** With this set. */
  public SimulatedReplicaSet(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
    this.documents = new StatusDocuments(set);
  }

  private <T> Answer<T> unreachable(MemberAddress member) {
    return new Answer.Unreachable<>(member + " refuses connections");
  }

  private Optional<SimulatedMember> living(MemberAddress address) {
    return set.member(address)
        .or(() -> set.otherSets().member(address))
        .filter(SimulatedMember::up);
  }

  private static <T> Answer<T> notAuthenticated() {
    return new Answer.NotAuthenticated<>("Authentication failed.");
  }

  private Optional<SimulatedMember> reading(MemberAddress address) {
    return set.member(address).filter(SimulatedMember::bearsData);
  }

  @Override
  public Answer<PrimaryReading> readPrimary(List<MemberAddress> known) {
    Optional<SimulatedMember> primary = set.primary();
    if (primary.isEmpty()) {
      return new Answer.Unreachable<>("none of " + known + " is primary");
    }
    SimulatedMember member = primary.get();
    ReplicaSetConfiguration own = member.configuration();
    if (own == null) {
      return unreachable(member.address);
    }
    return new Answer.Answered<>(
        new PrimaryReading(
            member.address,
            new CurrentConfiguration(OtherPeople.shown(own), Commitments.of(set, member)),
            documents.status(member, turns.clock().instant()),
            new CompatibilityVersion(set.compatibilityVersion, null),
            new DefaultWriteConcern(false, SimulatedObserver.WRITE_CONCERN)));
  }

  @Override
  public List<MemberReading> readMembers(List<MemberAddress> members) {
    return members.stream().map(this::read).toList();
  }

  private MemberReading read(MemberAddress address) {
    Optional<SimulatedMember> found = living(address);
    if (found.isEmpty()) {
      return new MemberReading(
          address, unreachable(address), unreachable(address), unreachable(address));
    }
    return new MemberReading(
        address,
        status(address),
        found.get().knowsUsers()
            ? new Answer.Answered<>(new MemberActivity(false, List.of()))
            : notAuthenticated(),
        new Answer.Answered<>(SimulatedObserver.VERSION));
  }

  @Override
  public Answer<HelloView> hello(MemberAddress member) {
    return living(member)
        .<Answer<HelloView>>map(found -> new Answer.Answered<>(documents.hello(found)))
        .orElseGet(() -> unreachable(member));
  }

  @Override
  public Answer<ReplicaSetStatus> status(MemberAddress member) {
    Optional<SimulatedMember> found = living(member);
    if (found.isEmpty()) {
      return unreachable(member);
    }
    if (!found.get().knowsUsers()) {
      return notAuthenticated();
    }
    return found.get().state == MemberState.REMOVED
        ? new Answer.Refused<>(93, "InvalidReplicaSetConfig", "we are not a member of it")
        : new Answer.Answered<>(documents.status(found.get(), turns.clock().instant()));
  }

  @Override
  public Answer<String> reconfigure(
      MemberAddress primary, ReplicaSetConfiguration next, String why) {
    Optional<SimulatedMember> member = living(primary);
    if (member.isEmpty()) {
      return unreachable(primary);
    }
    turns.say("asks " + primary + " for version " + next.version() + ": " + why);
    Answer<String> said = new ReconfigCommand(turns, set).run(member.get(), next);
    turns.say(primary + ": " + said.explain());
    return said;
  }

  @Override
  public void dropConnections(List<MemberAddress> on, MemberAddress removed) {
    turns.say("connections to " + removed + " are dropped");
  }

  @Override
  public BothSides<NamespaceCatalogue> catalogues(MemberAddress reference, MemberAddress added) {
    return new BothSides<>(catalogue(reference), catalogue(added));
  }

  /** Why a member's data is not read. */
  private <T> Answer<T> unread(MemberAddress address) {
    Optional<SimulatedMember> found = living(address);
    if (found.isEmpty()) {
      return unreachable(address);
    }
    return found.get().knowsUsers()
        ? new Answer.Unknown<>("13436 NotPrimaryOrSecondary: node is not in primary or secondary")
        : notAuthenticated();
  }

  private Answer<NamespaceCatalogue> catalogue(MemberAddress address) {
    if (reading(address).isEmpty()) {
      return unread(address);
    }
    return new Answer.Answered<>(
        NamespaceCatalogue.of(
            NAMESPACES.stream()
                .filter(namespace -> !set.hasDropped(namespace))
                .map(SimulatedReplicaSet::entry)
                .toList()));
  }

  private static CatalogueEntry entry(Namespace namespace) {
    TreeMap<String, BsonDocument> indexes = new TreeMap<>();
    indexes.put("_id_", BsonDocument.parse("{v: 2, key: {_id: 1}, name: '_id_'}"));
    return new CatalogueEntry(
        namespace, "collection", "uuid of " + namespace, new BsonDocument(), indexes, null);
  }

  @Override
  public Answer<CollectionSize> size(MemberAddress member, Namespace namespace) {
    return reading(member).isPresent()
        ? new Answer.Answered<>(new CollectionSize(1_000, BYTES))
        : unread(member);
  }

  @Override
  public Answer<RangeReading<RangeEnd>> boundary(
      MemberAddress member, RangeRead read, long documents) {
    return reading(member).isPresent()
        ? new Answer.Answered<>(new RangeReading.Read<>(new RangeEnd(null)))
        : unread(member);
  }

  @Override
  public List<BothSides<RangeReading<RangeDigest>>> digests(
      MemberAddress reference, MemberAddress added, List<RangeRead> reads) {
    return reads.stream()
        .map(read -> new BothSides<>(digest(reference, read), digest(added, read)))
        .toList();
  }

  private Answer<RangeReading<RangeDigest>> digest(MemberAddress address, RangeRead read) {
    Optional<SimulatedMember> member = reading(address);
    if (member.isEmpty()) {
      return unread(address);
    }
    member.get().digested.add(read.namespace().toString());
    boolean differs = member.get().differs && read.namespace().collection().equals("orders");
    return new Answer.Answered<>(
        new RangeReading.Read<>(new RangeDigest((differs ? "bb" : "aa").repeat(32), 1_000, BYTES)));
  }

  @Override
  public Answer<String> appendNote(MemberAddress primary, String marker) {
    Optional<SimulatedMember> member = living(primary).filter(SimulatedMember::isPrimary);
    if (member.isEmpty()) {
      return new Answer.Refused<>(10107, "NotWritablePrimary", "not primary");
    }
    return new Answer.Answered<>("written at " + set.writer().note(member.get(), marker));
  }

  @Override
  public Answer<Optional<OplogNote>> findNote(
      MemberAddress member, String marker, BsonTimestamp since) {
    // A member that was removed still shows its own oplog.
    Optional<SimulatedMember> found =
        living(member)
            .filter(SimulatedMember::knowsUsers)
            .filter(m -> m.bearsData() || m.state == MemberState.REMOVED);
    if (found.isEmpty()) {
      return unread(member);
    }
    Long position = found.get().notes.get(marker);
    return new Answer.Answered<>(
        position == null || position > found.get().applied()
            ? Optional.empty()
            : Optional.of(
                new OplogNote(
                    new OpTime(StatusDocuments.timestamp(position), 1),
                    turns.clock().instant(),
                    new BsonDocument())));
  }
}
