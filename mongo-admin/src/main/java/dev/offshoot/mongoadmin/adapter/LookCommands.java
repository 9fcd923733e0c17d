package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.BsonFields;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.ErrorMeaning;
import dev.offshoot.mongoadmin.domain.HeldPrivileges;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Commands by which a member tells of itself and of the set. */
final class LookCommands {

  private static final BsonInt32 ONE = new BsonInt32(1);

  private final Commands commands;

  LookCommands(Commands commands) {
    this.commands = commands;
  }

  Answer<BsonDocument> plain(String name, Duration deadline) {
    return commands.admin(name, deadline);
  }

  Answer<HelloView> hello(Duration deadline) {
    return commands.admin("hello", deadline).map(HelloView::new);
  }

  Answer<ReplicaSetStatus> status(Duration deadline) {
    return commands.admin("replSetGetStatus", deadline).map(ReplicaSetStatus::new);
  }

  Answer<CurrentConfiguration> configuration(Duration deadline) {
    BsonDocument command = new BsonDocument("replSetGetConfig", ONE);
    BsonDocument withCommitment = command.clone().append("commitmentStatus", BsonBoolean.TRUE);
    Answer<BsonDocument> reply = commands.run("admin", withCommitment, deadline);
    // Only the primary answers with the commitment; others refuse the whole command.
    if (reply instanceof Answer.Refused<BsonDocument> refused
        && refused.meaning() == ErrorMeaning.NOT_PRIMARY) {
      reply = commands.run("admin", command, deadline);
    }
    return reply.map(LookCommands::configuration);
  }

  private static CurrentConfiguration configuration(BsonDocument reply) {
    Commitment commitment = Commitment.NOT_KNOWN_HERE;
    if (reply.containsKey("commitmentStatus")) {
      commitment =
          BsonFields.flag(reply, "commitmentStatus")
              ? Commitment.COMMITTED
              : Commitment.NOT_COMMITTED;
    }
    return new CurrentConfiguration(
        ReplicaSetConfiguration.of(BsonFields.document(reply, "config")), commitment);
  }

  Answer<BsonDocument> storedConfiguration(Duration deadline) {
    BsonDocument find =
        new BsonDocument("find", new BsonString("system.replset")).append("limit", ONE);
    return commands
        .run("local", find, deadline)
        .map(reply -> Replies.firstBatch(reply).stream().findFirst().orElse(new BsonDocument()));
  }

  Answer<CompatibilityVersion> compatibilityVersion(Duration deadline) {
    BsonDocument command =
        new BsonDocument("getParameter", ONE).append("featureCompatibilityVersion", ONE);
    return commands
        .run("admin", command, deadline)
        .map(reply -> BsonFields.document(reply, "featureCompatibilityVersion"))
        .map(
            fcv ->
                new CompatibilityVersion(
                    BsonFields.text(fcv, "version").orElse("unknown"),
                    BsonFields.text(fcv, "targetVersion").orElse(null)));
  }

  Answer<BsonDocument> modes(Duration deadline) {
    BsonDocument command =
        new BsonDocument("getParameter", ONE).append("tlsMode", ONE).append("clusterAuthMode", ONE);
    return commands.run("admin", command, deadline);
  }

  Answer<DefaultWriteConcern> defaultWriteConcern(Duration deadline) {
    return commands.admin("getDefaultRWConcern", deadline).map(LookCommands::writeConcern);
  }

  private static DefaultWriteConcern writeConcern(BsonDocument reply) {
    boolean explicit =
        BsonFields.text(reply, "defaultWriteConcernSource").filter("global"::equals).isPresent();
    BsonValue w = BsonFields.document(reply, "defaultWriteConcern").get("w");
    return new DefaultWriteConcern(explicit, w == null ? "1" : Replies.json(w));
  }

  /** currentOp as a command, because only that shows fsyncLock. */
  Answer<MemberActivity> activity(Duration deadline) {
    BsonDocument creating =
        new BsonDocument("command.createIndexes", new BsonDocument("$exists", BsonBoolean.TRUE));
    BsonDocument building =
        new BsonDocument("msg", new BsonDocument("$regex", new BsonString("^Index Build")));
    BsonDocument command =
        new BsonDocument("currentOp", ONE)
            .append("$all", BsonBoolean.TRUE)
            .append("$or", new BsonArray(List.of(creating, building)));
    return commands
        .run("admin", command, deadline)
        .map(reply -> new MemberActivity(BsonFields.flag(reply, "fsyncLock"), indexBuilds(reply)));
  }

  private static List<String> indexBuilds(BsonDocument reply) {
    SequencedSet<String> namespaces = new LinkedHashSet<>();
    for (BsonDocument operation : BsonFields.documents(reply, "inprog")) {
      BsonDocument command = BsonFields.document(operation, "command");
      Optional<String> collection = BsonFields.text(command, "createIndexes");
      Optional<String> database = BsonFields.text(command, "$db");
      if (collection.isPresent() && database.isPresent()) {
        namespaces.add(database.get() + "." + collection.get());
      } else {
        namespaces.add(BsonFields.text(operation, "ns").orElse("unknown namespace"));
      }
    }
    return List.copyOf(namespaces);
  }

  Answer<HeldPrivileges> privileges(Duration deadline) {
    BsonDocument command =
        new BsonDocument("connectionStatus", ONE).append("showPrivileges", BsonBoolean.TRUE);
    return commands
        .run("admin", command, deadline)
        .map(reply -> BsonFields.document(reply, "authInfo"))
        .map(
            info ->
                new HeldPrivileges(
                    BsonFields.documents(info, "authenticatedUsers").stream()
                        .flatMap(user -> BsonFields.text(user, "user").stream())
                        .toList(),
                    BsonFields.documents(info, "authenticatedUserPrivileges")));
  }

  Answer<BsonDocument> serverStatus(Duration deadline) {
    BsonDocument command = new BsonDocument("serverStatus", ONE);
    for (String large : List.of("metrics", "locks", "tcmalloc", "opLatencies", "transactions")) {
      command.append(large, new BsonInt32(0));
    }
    return commands.run("admin", command, deadline);
  }
}
