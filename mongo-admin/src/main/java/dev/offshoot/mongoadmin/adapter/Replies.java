package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.BsonFields;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Reading of cursor replies. */
final class Replies {

  private Replies() {}

  static List<BsonDocument> firstBatch(BsonDocument reply) {
    return BsonFields.documents(BsonFields.document(reply, "cursor"), "firstBatch");
  }

  static List<BsonDocument> nextBatch(BsonDocument reply) {
    return BsonFields.documents(BsonFields.document(reply, "cursor"), "nextBatch");
  }

  static long cursor(BsonDocument reply) {
    return BsonFields.number(BsonFields.document(reply, "cursor"), "id", 0);
  }

  /** The collection a cursor's getMore names. */
  static String collection(BsonDocument reply, String database) {
    return BsonFields.text(BsonFields.document(reply, "cursor"), "ns")
        .filter(ns -> ns.startsWith(database + "."))
        .map(ns -> ns.substring(database.length() + 1))
        .orElse("");
  }

  static String json(BsonValue value) {
    String json = new BsonDocument("v", value).toJson();
    return json.substring("{\"v\": ".length(), json.length() - 1);
  }
}
