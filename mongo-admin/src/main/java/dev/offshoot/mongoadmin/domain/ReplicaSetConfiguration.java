package dev.offshoot.mongoadmin.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A replica set configuration as the document it is. Every transform gives a copy whose version is
 * one higher and in which nothing else differs than what was asked: unknown fields, field order and
 * numeric types survive. The term of the document is kept; the server ignores it (seen on 6.0.5).
 */
public final class ReplicaSetConfiguration {

  private final BsonDocument document;
  private final List<MemberEntry> members;

  private ReplicaSetConfiguration(BsonDocument document) {
    this.document = document;
    this.members =
        BsonFields.documents(document, "members").stream().map(MemberEntry::new).toList();
  }

  /** The configuration in a document, copied. */
  public static ReplicaSetConfiguration of(BsonDocument document) {
    return new ReplicaSetConfiguration(copy(document));
  }

  private static BsonDocument copy(BsonDocument document) {
    return document.clone();
  }

  /** A copy of the document. */
  public BsonDocument document() {
    return copy(document);
  }

  /** version. */
  public long version() {
    return BsonFields.number(document, "version", 0);
  }

  /** term; -1 when the document has none. */
  public long term() {
    return BsonFields.number(document, "term", -1);
  }

  /** Name of the set. */
  public String setName() {
    return BsonFields.text(document, "_id").orElse("");
  }

  /** settings.replicaSetId in hexadecimal. */
  public Optional<String> replicaSetId() {
    BsonValue id = settings().get("replicaSetId");
    return id != null && id.isObjectId()
        ? Optional.of(id.asObjectId().getValue().toHexString())
        : Optional.empty();
  }

  /** protocolVersion. */
  public long protocolVersion() {
    return BsonFields.number(document, "protocolVersion", 1);
  }

  /** A copy of settings. */
  public BsonDocument settings() {
    return copy(BsonFields.document(document, "settings"));
  }

  /** The members in the order of the configuration. */
  public List<MemberEntry> members() {
    return members;
  }

  /** The member with this _id. */
  public Optional<MemberEntry> member(int id) {
    return members().stream().filter(member -> member.id() == id).findFirst();
  }

  /** The member with this address. */
  public Optional<MemberEntry> member(MemberAddress address) {
    return members().stream().filter(member -> member.address().equals(address)).findFirst();
  }

  /** Highest _id plus one: never one of a present member; the caller knows of past ones. */
  public int nextMemberId() {
    return members().stream().mapToInt(MemberEntry::id).max().orElse(-1) + 1;
  }

  /** Members that count in elections now. */
  public int voters() {
    return (int) members().stream().filter(MemberEntry::countsAsVoter).count();
  }

  /** Voters that carry data. */
  public int writableVoters() {
    return (int)
        members().stream()
            .filter(member -> member.countsAsVoter() && !member.arbiterOnly())
            .count();
  }

  /** Votes an election needs. */
  public int majority() {
    return voters() / 2 + 1;
  }

  /** Data-bearing voters a majority write needs, as the server computes it. */
  public int writeMajority() {
    return Math.min(majority(), writableVoters());
  }

  /**
   * With a new member: votes 0, priority 0, hidden, no tags, its split horizons.
   *
   * @throws IllegalArgumentException when its _id or address is taken
   */
  public ReplicaSetConfiguration withMember(NewMember added) {
    if (member(added.id()).isPresent() || member(added.address()).isPresent()) {
      throw new IllegalArgumentException(
          "member " + added.id() + " or " + added.address() + " is configured already");
    }
    BsonDocument entry =
        new BsonDocument("_id", new BsonInt32(added.id()))
            .append("host", new BsonString(added.address().format()))
            .append("arbiterOnly", BsonBoolean.FALSE)
            .append("buildIndexes", BsonBoolean.TRUE)
            .append("hidden", BsonBoolean.TRUE)
            .append("priority", new BsonInt32(0))
            .append("tags", new BsonDocument())
            .append("secondaryDelaySecs", new BsonInt64(0))
            .append("votes", new BsonInt32(0));
    if (!added.horizons().isEmpty()) {
      entry.append("horizons", texts(added.horizons()));
    }
    return changed(version() + 1, copy -> copy.getArray("members").add(entry));
  }

  /** Without the member; throws IllegalArgumentException when there is none with this _id. */
  public ReplicaSetConfiguration withoutMember(int id) {
    int position = position(id);
    return changed(version() + 1, copy -> copy.getArray("members").remove(position));
  }

  /** With another number of votes for one member. */
  public ReplicaSetConfiguration withVotes(int id, int votes) {
    return withEntry(id, entry -> entry.put("votes", new BsonInt32(votes)));
  }

  /** With a member's final priority, visibility and tags; its other fields stay. */
  public ReplicaSetConfiguration withFinal(
      int id, double priority, boolean hidden, Map<String, String> tags) {
    return withEntry(
        id,
        entry -> {
          entry.put("hidden", BsonBoolean.valueOf(hidden));
          entry.put("priority", number(priority));
          entry.put("tags", texts(tags));
        });
  }

  /**
   * With a member out of sight and unelectable: the first of the two reconfigs a voter leaves in.
   */
  public ReplicaSetConfiguration withHiddenAndPriorityZero(int id) {
    return withEntry(
        id,
        entry -> {
          entry.put("hidden", BsonBoolean.TRUE);
          entry.put("priority", new BsonInt32(0));
        });
  }

  /**
   * Otherwise unchanged at a higher version: the fence behind which a late command with a lower or
   * equal version is refused with code 103.
   */
  public ReplicaSetConfiguration unchangedAt(long version) {
    if (version <= version()) {
      throw new IllegalArgumentException(
          "a fence must be above version " + version() + ", not at " + version);
    }
    return changed(version, copy -> {});
  }

  /** Whether nothing differs but version and term; numbers compare by value, order is ignored. */
  public boolean sameApartFromVersionAndTerm(ReplicaSetConfiguration other) {
    return differences(other).isEmpty();
  }

  /** What differs in the other one, apart from version and term: one readable line each. */
  public List<String> differences(ReplicaSetConfiguration other) {
    return List.copyOf(ConfigurationDifferences.between(document, other.document));
  }

  private ReplicaSetConfiguration withEntry(int id, Consumer<BsonDocument> change) {
    int position = position(id);
    return changed(
        version() + 1, copy -> change.accept(copy.getArray("members").get(position).asDocument()));
  }

  private ReplicaSetConfiguration changed(long version, Consumer<BsonDocument> change) {
    BsonDocument copy = document();
    BsonValue old = copy.get("version");
    copy.put(
        "version",
        old != null && old.isInt64() ? new BsonInt64(version) : new BsonInt32((int) version));
    change.accept(copy);
    return new ReplicaSetConfiguration(copy);
  }

  private int position(int id) {
    BsonArray members = document.getArray("members", new BsonArray());
    List<Integer> ids = new ArrayList<>();
    for (BsonValue member : members) {
      ids.add((int) BsonFields.number(member.asDocument(), "_id", -1));
    }
    int position = ids.indexOf(id);
    if (position < 0) {
      throw new IllegalArgumentException("no member with _id " + id + " in " + setName());
    }
    return position;
  }

  private static BsonDocument texts(Map<String, String> values) {
    BsonDocument texts = new BsonDocument();
    values.forEach((name, value) -> texts.put(name, new BsonString(value)));
    return texts;
  }

  private static BsonValue number(double value) {
    return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
        ? new BsonInt32((int) value)
        : new BsonDouble(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReplicaSetConfiguration that && document.equals(that.document);
  }

  @Override
  public int hashCode() {
    return document.hashCode();
  }

  @Override
  public String toString() {
    return document.toJson();
  }
}
