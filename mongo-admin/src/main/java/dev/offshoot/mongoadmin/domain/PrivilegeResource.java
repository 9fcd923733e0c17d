package dev.offshoot.mongoadmin.domain;

import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What a privilege is on, as role documents write it. */
public sealed interface PrivilegeResource {

  /** The cluster. */
  record Cluster() implements PrivilegeResource {}

  /** Every database and collection that is no system collection, apart from local and config. */
  record EveryDatabase() implements PrivilegeResource {}

  /** The buckets of every time-series collection. */
  record EverySystemBuckets() implements PrivilegeResource {}

  /**
   * A collection; an empty database means any, an empty collection every one but system ones.
   *
   * @param database name or empty
   * @param collection name or empty
   */
  record Collection(String database, String collection) implements PrivilegeResource {}

  /** The resource as a role document has it. */
  default BsonDocument document() {
    return switch (this) {
      case Cluster() -> new BsonDocument("cluster", BsonBoolean.TRUE);
      case EveryDatabase() -> collection("", "");
      case EverySystemBuckets() ->
          new BsonDocument("db", new BsonString("")).append("system_buckets", new BsonString(""));
      case Collection(String database, String name) -> collection(database, name);
    };
  }

  private static BsonDocument collection(String database, String collection) {
    return new BsonDocument("db", new BsonString(database))
        .append("collection", new BsonString(collection));
  }

  /** As a person reads it. */
  default String show() {
    return switch (this) {
      case Cluster() -> "the cluster";
      case EveryDatabase() -> "every database";
      case EverySystemBuckets() -> "*.system.buckets.*";
      case Collection(String database, String name) ->
          (database.isEmpty() ? "*" : database) + "." + (name.isEmpty() ? "*" : name);
    };
  }
}
