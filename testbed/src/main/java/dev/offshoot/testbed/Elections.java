package dev.offshoot.testbed;

import org.bson.BsonTimestamp;
import org.bson.Document;

/**
 * Elections as one member knows them. Two equal values before and after say that no election
 * happened in between.
 *
 * @param primary address of the primary
 * @param term grows with every election
 * @param electedAt when the primary was elected
 */
public record Elections(String primary, long term, BsonTimestamp electedAt) {
  static Elections from(Document status) {
    Document primary =
        status.getList("members", Document.class).stream()
            .filter(member -> "PRIMARY".equals(member.getString("stateStr")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no primary"));
    return new Elections(
        primary.getString("name"),
        status.getLong("term"),
        primary.get("electionTime", BsonTimestamp.class));
  }
}
