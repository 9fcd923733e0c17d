package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.BsonFields;
import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.OplogWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;

/** Reads of a member's own oplog; its ts order makes seeks by time cheap. */
final class OplogCommands {

  private static final BsonInt32 ONE = new BsonInt32(1);
  private static final BsonString OPLOG = new BsonString("oplog.rs");

  /** Samples for the peak rate, evenly over the last day at most. */
  private static final int SAMPLES = 12;

  private static final int SAMPLE_SECONDS = 10;
  private static final int RECENT_SECONDS = 60;
  private static final int DAY_SECONDS = 86_400;

  /** Entries a sample looks at, at most: bounds what a look costs the member. */
  private static final int SAMPLE_ENTRIES = 5_000;

  private final Commands commands;

  OplogCommands(Commands commands) {
    this.commands = commands;
  }

  Answer<OplogWindow> window(Duration deadline) {
    Answer<BsonDocument> stats =
        commands.run("local", new BsonDocument("collStats", OPLOG), deadline);
    return stats.flatMap(
        found ->
            edge(1, deadline)
                .flatMap(first -> edge(-1, deadline).map(last -> List.of(first, last)))
                .flatMap(edges -> window(found, edges, deadline)));
  }

  private Answer<OplogWindow> window(
      BsonDocument stats, List<BsonTimestamp> edges, Duration deadline) {
    int first = edges.get(0).getTime();
    int last = edges.get(1).getTime();
    int recentFrom = Math.max(first, last - RECENT_SECONDS);
    Answer<Long> recent = rate(recentFrom, Math.max(1, last - recentFrom), deadline);
    Answer<Long> peak = recent;
    int from = Math.max(first, last - DAY_SECONDS);
    int step = Math.max(SAMPLE_SECONDS, (last - from) / SAMPLES);
    for (int at = from; at < last; at += step) {
      int start = at;
      peak =
          peak.flatMap(
              highest ->
                  rate(start, SAMPLE_SECONDS, deadline).map(rate -> Math.max(highest, rate)));
    }
    Answer<Long> highest = peak;
    return recent.flatMap(now -> highest.map(most -> window(stats, edges, now, most)));
  }

  private static OplogWindow window(
      BsonDocument stats, List<BsonTimestamp> edges, long recent, long peak) {
    return new OplogWindow(
        BsonFields.number(stats, "maxSize", 0),
        BsonFields.number(stats, "size", 0),
        edges.get(0),
        edges.get(1),
        recent,
        peak);
  }

  private Answer<BsonTimestamp> edge(int direction, Duration deadline) {
    BsonDocument find =
        new BsonDocument("find", OPLOG)
            .append("sort", new BsonDocument("$natural", new BsonInt32(direction)))
            .append("projection", new BsonDocument("ts", ONE))
            .append("limit", ONE);
    return commands
        .run("local", find, deadline)
        .map(
            reply ->
                Replies.firstBatch(reply).stream()
                    .findFirst()
                    .flatMap(entry -> BsonFields.timestamp(entry, "ts"))
                    .orElse(new BsonTimestamp()));
  }

  /** Bytes a second over a span; when the span holds more entries than looked at, over those. */
  private Answer<Long> rate(int fromSecond, int seconds, Duration deadline) {
    BsonDocument span =
        new BsonDocument("$gte", new BsonTimestamp(fromSecond, 0))
            .append("$lt", new BsonTimestamp(fromSecond + seconds, 0));
    BsonDocument bytes = new BsonDocument("$sum", new BsonDocument("$bsonSize", text("$$ROOT")));
    BsonDocument group =
        new BsonDocument("_id", ONE)
            .append("bytes", bytes)
            .append("entries", new BsonDocument("$sum", ONE))
            .append("from", new BsonDocument("$first", text("$wall")))
            .append("to", new BsonDocument("$last", text("$wall")));
    BsonDocument aggregate =
        new BsonDocument("aggregate", OPLOG)
            .append(
                "pipeline",
                new BsonArray(
                    List.of(
                        new BsonDocument("$match", new BsonDocument("ts", span)),
                        new BsonDocument("$limit", new BsonInt32(SAMPLE_ENTRIES)),
                        new BsonDocument("$group", group))))
            .append("cursor", new BsonDocument());
    return commands
        .run("local", aggregate, deadline)
        .map(reply -> Replies.firstBatch(reply).stream().findFirst().orElse(new BsonDocument()))
        .map(sum -> perSecond(sum, seconds));
  }

  private static long perSecond(BsonDocument sum, int seconds) {
    double span = seconds;
    Optional<Instant> from = BsonFields.date(sum, "from");
    Optional<Instant> to = BsonFields.date(sum, "to");
    if (BsonFields.number(sum, "entries", 0) >= SAMPLE_ENTRIES
        && from.isPresent()
        && to.isPresent()) {
      span = Math.max(1.0, Duration.between(from.get(), to.get()).toMillis() / 1000.0);
    }
    return Math.round(BsonFields.number(sum, "bytes", 0) / span);
  }

  Answer<Optional<OplogNote>> findNote(String marker, BsonTimestamp since, Duration deadline) {
    BsonDocument filter =
        new BsonDocument("ts", new BsonDocument("$gte", since))
            .append("op", text("n"))
            .append("o." + OplogNote.MARKER_FIELD, text(marker));
    BsonDocument find =
        new BsonDocument("find", OPLOG).append("filter", filter).append("limit", ONE);
    return commands
        .run("local", find, deadline)
        .map(reply -> Replies.firstBatch(reply).stream().findFirst().map(OplogCommands::note));
  }

  private static OplogNote note(BsonDocument entry) {
    return new OplogNote(
        new OpTime(
            BsonFields.timestamp(entry, "ts").orElse(new BsonTimestamp()),
            BsonFields.number(entry, "t", -1)),
        BsonFields.date(entry, "wall").orElse(Instant.EPOCH),
        BsonFields.document(entry, "o"));
  }

  private static BsonString text(String value) {
    return new BsonString(value);
  }
}
