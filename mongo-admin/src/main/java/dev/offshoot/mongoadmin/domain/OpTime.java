package dev.offshoot.mongoadmin.domain;

import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/**
 * A position in the oplog; ordered by term, then by timestamp.
 *
 * @param timestamp ts
 * @param term t; -1 before the first election
 */
public record OpTime(BsonTimestamp timestamp, long term) implements Comparable<OpTime> {

  /** Reads {ts, t}; empty when missing or null (a member in STARTUP2 has none). */
  public static Optional<OpTime> in(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    if (value == null || !value.isDocument()) {
      return Optional.empty();
    }
    BsonDocument opTime = value.asDocument();
    return BsonFields.timestamp(opTime, "ts")
        .filter(ts -> ts.getTime() != 0)
        .map(ts -> new OpTime(ts, BsonFields.number(opTime, "t", -1)));
  }

  /** Wall clock second of the timestamp. */
  public Instant second() {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(timestamp.getTime()));
  }

  @Override
  public int compareTo(OpTime other) {
    int terms = Long.compare(term, other.term);
    return terms != 0 ? terms : timestamp.compareTo(other.timestamp);
  }
}
