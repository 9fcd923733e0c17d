package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.ErrorMeaning;
import dev.offshoot.mongoadmin.domain.KeyRange;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Reads ranges of a collection at a cluster time. Ranges are bounds of the _id index, not
 * conditions: conditions compare only within one BSON type and would pass over all others.
 */
final class RangeCommands {

  /** Nothing is known yet of how large documents are. */
  private static final int FIRST_BATCH = 2;

  /**
   * Bytes a reply should have. Larger ones are no faster, and do not fit into the young generation
   * of a small heap: with 4 MiB half of the time went into collecting the whole of it.
   */
  private static final long WANTED_BATCH_BYTES = 512L << 10;

  /** Beyond this a batch is digested before the next is asked for: one of them fills the memory. */
  private static final long LARGE_BATCH_BYTES = 4 * WANTED_BATCH_BYTES;

  private static final BsonDocument BY_ID = new BsonDocument("_id", new BsonInt32(1));

  private static final Duration KILL = Duration.ofSeconds(2);

  private static final int INVALID_OPTIONS = 72;

  private final Commands commands;

  RangeCommands(Commands commands) {
    this.commands = commands;
  }

  Answer<RangeReading<RangeDigest>> digest(RangeRead read, Duration deadline) {
    Optional<String> own = read.namespace().keptByEachMember();
    return own.isPresent()
        ? new Answer.Answered<>(new RangeReading.CannotBeRead<>(own.get()))
        : Session.in(commands, deadline, session -> reading(digest(session, read, deadline)));
  }

  private static Answer<RangeDigest> digest(Session session, RangeRead read, Duration deadline) {
    RunningDigest digest = new RunningDigest();
    Answer<RunningDigest> fed = feed(session, read, find(read), digest, deadline);
    if (read.range().lower().isPresent() && read.range().upper().isEmpty()) {
      // With "min" and no "max" the server leaves out a document whose _id is MaxKey.
      BsonDocument last =
          find(new RangeRead(read.namespace(), KeyRange.all(), read.at()))
              .append("filter", key(new BsonMaxKey()));
      fed = fed.flatMap(before -> feed(session, read, last, before, deadline));
    }
    return fed.map(RunningDigest::finish);
  }

  private static Answer<RunningDigest> feed(
      Session session, RangeRead read, BsonDocument find, RunningDigest digest, Duration deadline) {
    find.append("batchSize", new BsonInt32(FIRST_BATCH));
    Answer<RawReply> reply =
        session.begin(read.namespace().database(), find, deadline, RawReply.class);
    Session.Cursor open = cursor(read, 0, FIRST_BATCH);
    while (reply instanceof Answer.Answered<RawReply>(RawReply raw)) {
      RawBatch batch = new RawBatch(raw);
      if (batch.cursor() == 0) {
        digest.feed(batch);
        return new Answer.Answered<>(digest);
      }
      open = cursor(read, batch.cursor(), batch.documentsIn(WANTED_BATCH_BYTES));
      reply = feedAndAsk(session, open, batch, digest, deadline);
    }
    if (open.id() != 0) {
      session.kill(open, KILL);
    }
    return reply.map(ignored -> digest);
  }

  /** The server reads the next batch while this one is digested, unless it is large. */
  private static Answer<RawReply> feedAndAsk(
      Session session,
      Session.Cursor next,
      RawBatch batch,
      RunningDigest digest,
      Duration deadline) {
    if (batch.size() > LARGE_BATCH_BYTES) {
      digest.feed(batch);
      return session.more(next, deadline, RawReply.class);
    }
    Session.Pending<RawReply> pending = session.beginMore(next, deadline, RawReply.class);
    digest.feed(batch);
    return pending.await();
  }

  private static Session.Cursor cursor(RangeRead read, long id, long batchSize) {
    return new Session.Cursor(
        read.namespace().database(), read.namespace().collection(), id, batchSize);
  }

  Answer<RangeReading<RangeEnd>> boundary(RangeRead read, long documents, Duration deadline) {
    BsonDocument find =
        find(read)
            .append("projection", BY_ID)
            .append("skip", new BsonInt64(documents))
            .append("limit", new BsonInt32(1))
            .append("singleBatch", BsonBoolean.TRUE);
    Answer<RangeEnd> end =
        commands
            .run(read.namespace().database(), find, deadline)
            .map(
                reply ->
                    Replies.firstBatch(reply).stream()
                        .findFirst()
                        .map(document -> new RangeEnd(document.get("_id")))
                        .orElse(new RangeEnd(null)));
    return reading(end);
  }

  private static BsonDocument find(RangeRead read) {
    KeyRange range = read.range();
    BsonDocument find =
        new BsonDocument("find", new BsonString(read.namespace().collection()))
            .append("hint", BY_ID)
            .append(
                "readConcern",
                new BsonDocument("level", new BsonString("snapshot"))
                    .append("atClusterTime", read.at()));
    range.lower().ifPresent(from -> find.append("min", key(from)));
    range.upper().ifPresent(to -> find.append("max", key(to)));
    return find;
  }

  private static BsonDocument key(BsonValue value) {
    return new BsonDocument("_id", value);
  }

  private static <T> Answer<RangeReading<T>> reading(Answer<T> answer) {
    if (answer instanceof Answer.Refused<T> refused) {
      return new Answer.Answered<>(refusal(refused));
    }
    return answer.map(RangeReading.Read::new);
  }

  private static <T> RangeReading<T> refusal(Answer.Refused<T> refused) {
    String message = refused.message().toLowerCase(Locale.ROOT);
    // Capped collections answer SnapshotUnavailable too, and never become available.
    boolean never = message.contains("capped");
    boolean later = refused.code() == INVALID_OPTIONS && message.contains("clustertime");
    if (!never && (later || refused.meaning() == ErrorMeaning.SNAPSHOT_LOST)) {
      return new RangeReading.SnapshotLost<>(refused.explain());
    }
    String reason =
        refused.meaning() == ErrorMeaning.PRIVILEGE_MISSING
            ? "the user may not read it"
            : refused.explain();
    return new RangeReading.CannotBeRead<>(reason);
  }
}
