package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.time.Duration;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** The commands that change something, each sent exactly once. */
final class ChangeCommands {

  private final Commands commands;

  ChangeCommands(Commands commands) {
    this.commands = commands;
  }

  Answer<BsonDocument> reconfigure(
      ReplicaSetConfiguration configuration, Duration maxTime, String comment) {
    BsonDocument command =
        new BsonDocument("replSetReconfig", configuration.document())
            .append("comment", new BsonString(commands.comment().getValue() + " " + comment));
    return commands.run("admin", command, maxTime);
  }

  Answer<BsonDocument> appendNote(String marker, BsonDocument detail, Duration deadline) {
    BsonDocument note = new BsonDocument(OplogNote.MARKER_FIELD, new BsonString(marker));
    note.putAll(detail);
    return commands.run(
        "admin",
        new BsonDocument("appendOplogNote", new BsonInt32(1)).append("data", note),
        deadline);
  }

  Answer<BsonDocument> dropConnections(MemberAddress removed, Duration deadline) {
    BsonDocument command =
        new BsonDocument("dropConnections", new BsonInt32(1))
            .append("hostAndPort", new BsonArray(List.of(new BsonString(removed.format()))));
    return commands.run("admin", command, deadline);
  }
}
