package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** People and programs beside Offshoot that change the set. */
public final class OtherPeople {

  private static final MemberAddress THEIRS = new MemberAddress("127.88.0.99", 27017);
  private static final int THEIR_ID = 99;

  private final Turns turns;
  private final SimulatedSet set;

  /** Of this set. */
  public OtherPeople(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
  }

  /** A setting is changed. */
  public void changeSetting() {
    change(
        "a setting",
        document ->
            document
                .getDocument("settings")
                .put("electionTimeoutMillis", new BsonInt32(10_000 + turns.random().nextInt(50))));
  }

  /** A voting member of theirs is added, which the server first keeps from voting. */
  public void addMember() {
    if (set.newest().member(THEIR_ID).isPresent()) {
      return;
    }
    if (set.member(THEIRS).isEmpty()) {
      set.startMongod(THEIRS);
    }
    change(
        "a member of theirs",
        document ->
            document
                .getArray("members")
                .add(
                    new BsonDocument("_id", new BsonInt32(THEIR_ID))
                        .append("host", new BsonString(THEIRS.format()))
                        .append("priority", new BsonInt32(1))
                        .append("votes", new BsonInt32(1))));
  }

  /** Whether this mongod is one that other people started. */
  public static boolean isTheirs(MemberAddress address) {
    return address.equals(THEIRS);
  }

  /** The entry of this member is changed. */
  public void edit(int id) {
    change(
        "the entry of _id " + id,
        document ->
            entry(document, id)
                .ifPresent(e -> e.put("tags", new BsonDocument("by", new BsonString("hand")))));
  }

  /** This member is taken out by hand. */
  public void remove(int id) {
    change(
        "the removal of _id " + id,
        document ->
            entry(document, id).ifPresent(entry -> document.getArray("members").remove(entry)));
  }

  /** The feature compatibility version is changed; who synchronizes meanwhile must begin again. */
  public void changeCompatibilityVersion(String version) {
    turns.say("the feature compatibility version is " + version + " from now on");
    set.compatibilityVersion = version;
    set.members().forEach(set::failSynchronization);
  }

  /** A member that was taken out is put back, without a vote. */
  public void putBack(int id, MemberAddress address) {
    change(
        "the return of _id " + id,
        document ->
            document
                .getArray("members")
                .add(
                    new BsonDocument("_id", new BsonInt32(id))
                        .append("host", new BsonString(address.format()))
                        .append("priority", new BsonInt32(0))
                        .append("votes", new BsonInt32(0))));
  }

  /** The server itself writes the configuration again. */
  public void serverReconfigures() {
    set.primary()
        .ifPresent(
            primary -> {
              ReplicaSetConfiguration own = primary.configuration();
              if (own != null) {
                set.installations()
                    .install(
                        primary, own.unchangedAt(own.version() + 1), Installations.Who.THE_SERVER);
                set.stirred();
              }
            });
  }

  private void change(String what, Consumer<BsonDocument> edit) {
    Optional<SimulatedMember> primary = set.primary();
    ReplicaSetConfiguration own = primary.map(SimulatedMember::configuration).orElse(null);
    if (primary.isEmpty() || own == null) {
      turns.say("nobody can change " + what + ": no primary");
      return;
    }
    BsonDocument document = own.document();
    edit.accept(document);
    document.put("version", new BsonInt64(own.version() + 1));
    ReplicaSetConfiguration next = ReplicaSetConfiguration.of(document);
    if (next.sameApartFromVersionAndTerm(own)) {
      return;
    }
    turns.say("somebody changes the set: " + what);
    Answer<String> said =
        new ReconfigRules(set).reconfigure(primary.get(), next, Installations.Who.SOMEBODY);
    turns.say(primary.get().address + ": " + said.explain());
  }

  private static Optional<BsonDocument> entry(BsonDocument document, int id) {
    for (BsonValue value : document.getArray("members")) {
      if (new MemberEntry(value.asDocument()).id() == id) {
        return Optional.of(value.asDocument());
      }
    }
    return Optional.empty();
  }

  /** The configuration as a server shows it: without newlyAdded. */
  public static ReplicaSetConfiguration shown(ReplicaSetConfiguration configuration) {
    boolean plain = configuration.members().stream().noneMatch(MemberEntry::newlyAdded);
    if (plain) {
      return configuration;
    }
    BsonDocument document = configuration.document();
    for (BsonValue value : document.getArray("members")) {
      value.asDocument().remove("newlyAdded");
    }
    return ReplicaSetConfiguration.of(document);
  }
}
