package dev.offshoot.simulation.model;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.NewMember;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/**
 * A change of a configuration, of which it is one reconfig whatever it changes.
 *
 * @param what what is asked for, for whoever reads
 * @param edit the content; the version is set afterwards
 * @param higher by how much the version is higher
 */
record Change(String what, UnaryOperator<ReplicaSetConfiguration> edit, long higher) {

  static Change of(String what, UnaryOperator<ReplicaSetConfiguration> edit) {
    return new Change(what, edit, 1);
  }

  /** As Offshoot adds: no vote, no priority, hidden. */
  static Change add(int id, MemberAddress address) {
    return of("add " + id + " without vote", base -> base.withMember(new NewMember(id, address)));
  }

  /** As others add. */
  static Change addVoter(int id, MemberAddress address) {
    return of(
        "add " + id + " as voter",
        base -> entry(base.withMember(new NewMember(id, address)), id, Change::votes));
  }

  private static void votes(BsonDocument entry) {
    entry.put("votes", new BsonInt32(1));
    entry.put("priority", new BsonInt32(1));
    entry.put("hidden", BsonBoolean.FALSE);
  }

  static Change vote(int id) {
    return of("give " + id + " a vote", base -> base.withVotes(id, 1));
  }

  static Change show(int id) {
    return of("show " + id, base -> base.withFinal(id, 1, false, Map.of("site", "cloud")));
  }

  static Change remove(int id) {
    return of("remove " + id, base -> base.withoutMember(id));
  }

  static Change nothing() {
    return of("change nothing", base -> base);
  }

  /** The same in one reconfig. */
  Change and(Change other) {
    return of(what + " and " + other.what, base -> other.edit.apply(edit.apply(base)));
  }

  /** The same, called otherwise. */
  Change as(String name) {
    return new Change(name, edit, higher);
  }

  /** At another version than the next one. */
  Change atVersionHigherBy(long difference) {
    return new Change(what + " at version %+d".formatted(difference), edit, difference);
  }

  /** What one entry is to be. */
  static Change edit(int id, String what, Consumer<BsonDocument> edit) {
    return of(what, base -> entry(base, id, edit));
  }

  ReplicaSetConfiguration applyTo(ReplicaSetConfiguration base) {
    BsonDocument document = edit.apply(base).document();
    document.put("version", new BsonInt64(base.version() + higher));
    return ReplicaSetConfiguration.of(document);
  }

  private static ReplicaSetConfiguration entry(
      ReplicaSetConfiguration configuration, int id, Consumer<BsonDocument> edit) {
    BsonDocument document = configuration.document();
    for (BsonValue each : document.getArray("members")) {
      if (each.asDocument().getNumber("_id").intValue() == id) {
        edit.accept(each.asDocument());
      }
    }
    return ReplicaSetConfiguration.of(document);
  }
}
