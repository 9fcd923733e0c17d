package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.MemberData.CollectionSize;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.BsonFields;
import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Databases, collections, indexes and their sizes. */
final class CatalogueCommands {

  private static final BsonInt32 ONE = new BsonInt32(1);

  private final Commands commands;

  CatalogueCommands(Commands commands) {
    this.commands = commands;
  }

  private Answer<List<String>> databases(Duration deadline) {
    BsonDocument command =
        new BsonDocument("listDatabases", ONE)
            .append("nameOnly", BsonBoolean.TRUE)
            // Otherwise a user without rights on a database is not even told of it.
            .append("authorizedDatabases", BsonBoolean.FALSE);
    return commands
        .run("admin", command, deadline)
        .map(
            reply ->
                BsonFields.documents(reply, "databases").stream()
                    .flatMap(database -> BsonFields.text(database, "name").stream())
                    .filter(name -> !name.equals("local"))
                    .sorted()
                    .toList());
  }

  Answer<List<BsonDocument>> databaseStats(Duration deadline) {
    Answer<List<BsonDocument>> all = new Answer.Answered<>(List.of());
    Answer<List<String>> names = databases(deadline);
    if (names.answer().isEmpty()) {
      return names.map(ignored -> List.of());
    }
    for (String name : names.answer().get()) {
      Answer<BsonDocument> stats = commands.run(name, new BsonDocument("dbStats", ONE), deadline);
      all = all.flatMap(before -> stats.map(one -> append(before, List.of(one))));
    }
    return all;
  }

  Answer<NamespaceCatalogue> catalogue(Duration deadline) {
    Answer<List<CatalogueEntry>> all = new Answer.Answered<>(List.of());
    Answer<List<String>> names = databases(deadline);
    if (names.answer().isEmpty()) {
      return names.map(ignored -> NamespaceCatalogue.of(List.of()));
    }
    for (String name : names.answer().get()) {
      Answer<List<CatalogueEntry>> entries = collections(name, deadline);
      all = all.flatMap(before -> entries.map(more -> append(before, more)));
    }
    return all.map(NamespaceCatalogue::of);
  }

  private Answer<List<CatalogueEntry>> collections(String database, Duration deadline) {
    return cursor(database, new BsonDocument("listCollections", ONE), deadline)
        .map(
            listed ->
                listed.stream()
                    .map(collection -> entry(database, collection, deadline))
                    .filter(entry -> entry.namespace().isReplicated())
                    .toList());
  }

  private CatalogueEntry entry(String database, BsonDocument listed, Duration deadline) {
    Namespace namespace = new Namespace(database, BsonFields.text(listed, "name").orElse(""));
    String type = BsonFields.text(listed, "type").orElse("collection");
    SortedMap<String, BsonDocument> indexes = new TreeMap<>();
    @Nullable String problem = null;
    if (type.equals("collection") && namespace.isReplicated()) {
      BsonDocument command =
          new BsonDocument("listIndexes", new BsonString(namespace.collection()));
      Answer<List<BsonDocument>> found = cursor(database, command, deadline);
      problem = found.answer().isPresent() ? null : found.explain();
      for (BsonDocument index : found.answer().orElse(List.of())) {
        indexes.put(BsonFields.text(index, "name").orElse(""), index);
      }
    }
    return new CatalogueEntry(
        namespace,
        type,
        uuid(BsonFields.document(listed, "info").get("uuid")),
        BsonFields.document(listed, "options"),
        indexes,
        problem);
  }

  private static @Nullable String uuid(@Nullable BsonValue value) {
    if (value instanceof BsonBinary binary) {
      UUID uuid = binary.asUuid();
      return uuid.toString();
    }
    return null;
  }

  Answer<CollectionSize> size(Namespace namespace, Duration deadline) {
    BsonDocument command = new BsonDocument("collStats", new BsonString(namespace.collection()));
    return commands
        .run(namespace.database(), command, deadline)
        .map(
            stats ->
                new CollectionSize(
                    BsonFields.number(stats, "count", 0), BsonFields.number(stats, "size", 0)));
  }

  private Answer<List<BsonDocument>> cursor(
      String database, BsonDocument command, Duration deadline) {
    return Session.in(commands, deadline, session -> drain(session, database, command, deadline));
  }

  private static Answer<List<BsonDocument>> drain(
      Session session, String database, BsonDocument command, Duration deadline) {
    Answer<BsonDocument> reply = session.begin(database, command, deadline, BsonDocument.class);
    Answer<List<BsonDocument>> all = reply.map(Replies::firstBatch);
    String collection = reply.answer().map(first -> Replies.collection(first, database)).orElse("");
    long cursor = reply.answer().map(Replies::cursor).orElse(0L);
    while (cursor != 0) {
      Answer<BsonDocument> more =
          session.more(
              new Session.Cursor(database, collection, cursor, 0), deadline, BsonDocument.class);
      all = all.flatMap(before -> more.map(next -> append(before, Replies.nextBatch(next))));
      cursor = more.answer().map(Replies::cursor).orElse(0L);
    }
    return all;
  }

  private static <T> List<T> append(List<T> before, List<T> more) {
    List<T> both = new ArrayList<>(before);
    both.addAll(more);
    return both;
  }
}
