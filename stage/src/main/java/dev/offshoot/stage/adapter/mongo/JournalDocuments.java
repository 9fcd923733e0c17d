package dev.offshoot.stage.adapter.mongo;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.app.JournalStore.Publication;
import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.Lease;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The form of a journal in the store, and the update pipelines on it. Values that come from outside
 * are wrapped in {@code $literal}, so that no text of theirs is taken for an expression.
 */
final class JournalDocuments {

  static final Document NOTHING = new Document("$literal", null);

  private JournalDocuments() {}

  static Document opened(Journal journal) {
    return new Document("_id", journal.expansionId())
        .append("deployment", journal.deployment())
        .append("direction", journal.direction().name())
        .append("pastReturn", journal.pastReturn())
        .append("owner", null)
        .append("epoch", journal.lease().epoch())
        .append("until", new Date(0))
        .append("revision", 1L)
        .append("received", received(journal))
        .append("refused", journal.events().refused())
        .append("outbox", List.of())
        .append("state", null)
        .append("attention", null)
        .append("dueAt", new Date(0));
  }

  /**
   * Only what accepting an event changes; a closed expansion's facts are sent no more, but for its
   * end.
   */
  static List<Document> accepted(Journal after) {
    Document set =
        new Document("direction", after.direction().name())
            .append("epoch", after.lease().epoch())
            .append("owner", literal(after.lease().owner()))
            .append("received", literal(received(after)))
            .append("refused", literal(after.events().refused()))
            .append("revision", next())
            .append("dueAt", "$$NOW");
    if (after.lease().owner() == null) {
      set.append("until", new Date(0));
    }
    if (after.direction() == Direction.CLOSED) {
      set.append("outbox", withoutSending());
    }
    return List.of(new Document("$set", set));
  }

  /** What was still to be sent is not any more, but for the fact that it is over. */
  private static Document withoutSending() {
    Document silent =
        new Document("$mergeObjects", List.of("$$entry", new Document("sendAt", NOTHING)));
    return new Document(
        "$map",
        new Document("input", "$outbox")
            .append("as", "entry")
            .append("in", new Document("$cond", List.of(outlastsTheEnd(), "$$entry", silent))));
  }

  /** {@link OutboxEntry#outlastsTheEnd} as the store decides it. */
  private static Document outlastsTheEnd() {
    return new Document(
        "$and",
        List.of(
            new Document("$eq", List.of("$$entry.type", EventType.EXPANSION_CLOSED.name())),
            new Document("$lt", List.of("$$entry.attempts", OutboxEntry.LAST_WORDS))));
  }

  static List<Document> claimed(String owner, Duration lease) {
    return List.of(
        new Document(
            "$set",
            new Document("owner", literal(owner))
                .append("epoch", new Document("$add", List.of("$epoch", 1L)))
                .append("until", in(lease))
                .append("revision", next())));
  }

  static List<Document> renewed(Duration lease) {
    return List.of(new Document("$set", new Document("until", in(lease))));
  }

  static List<Document> released() {
    return List.of(
        new Document("$set", new Document("owner", NOTHING).append("until", new Date(0))));
  }

  static List<Document> outcome(JournalUpdate update) {
    Document set = new Document("revision", next());
    if (update.state() != null) {
      set.append("state", literal(update.state()));
    }
    if (update.turn() != null) {
      set.append("direction", update.turn().name());
    }
    if (update.pastReturn()) {
      set.append("pastReturn", true);
    }
    switch (update.attention()) {
      case JournalUpdate.AttentionChange.Keep() -> {}
      case JournalUpdate.AttentionChange.Ask(Cause cause) ->
          set.append("attention", literal(ContractJson.text(cause)));
      case JournalUpdate.AttentionChange.Clear() -> set.append("attention", NOTHING);
    }
    if (!update.outbox().isEmpty()) {
      List<Document> entries = update.outbox().stream().map(JournalDocuments::entry).toList();
      set.append("outbox", new Document("$concatArrays", List.of("$outbox", literal(entries))));
    }
    set.append("dueAt", due(update));
    return List.of(new Document("$set", set));
  }

  /** A stage that wants to wait for an event stays due when one came since it looked. */
  private static Object due(JournalUpdate update) {
    Duration dueIn = update.dueIn();
    if (dueIn != null) {
      return in(dueIn);
    }
    Document nothingCame =
        new Document("$eq", List.of(new Document("$size", "$received"), update.heard()));
    return new Document("$cond", Arrays.asList(nothingCame, NOTHING, "$$NOW"));
  }

  /**
   * Marks one fact as sent: its next sending is in {@code resendAfter}, unless the expansion is
   * closed and the fact does not outlast that.
   */
  static List<Document> sent(String eventId, Duration resendAfter) {
    Document again =
        new Document(
            "$cond",
            Arrays.asList(
                new Document(
                    "$and",
                    List.of(
                        new Document("$eq", List.of("$direction", "CLOSED")),
                        new Document("$not", List.of(outlastsTheEnd())))),
                NOTHING,
                in(resendAfter)));
    Document changed =
        new Document(
            "$mergeObjects",
            List.of(
                "$$entry",
                new Document("attempts", new Document("$add", List.of("$$entry.attempts", 1)))
                    .append("sendAt", again)));
    Document mapped =
        new Document("input", "$outbox")
            .append("as", "entry")
            .append(
                "in",
                new Document(
                    "$cond",
                    Arrays.asList(
                        new Document("$eq", List.of("$$entry.id", literal(eventId))),
                        changed,
                        "$$entry")));
    return List.of(new Document("$set", new Document("outbox", new Document("$map", mapped))));
  }

  static List<Publication> unsent(Document document) {
    Date now = new Date();
    List<Publication> due = new ArrayList<>();
    for (Document entry : document.getList("outbox", Document.class)) {
      Date sendAt = entry.getDate("sendAt");
      if (sendAt != null && !sendAt.after(now)) {
        due.add(new Publication(document.getString("_id"), outboxEntry(entry)));
      }
    }
    return due;
  }

  static Journal journal(Document document) {
    String attention = document.getString("attention");
    return new Journal(
        document.getString("_id"),
        document.getString("deployment"),
        Direction.valueOf(document.getString("direction")),
        document.getBoolean("pastReturn", false),
        new Lease(document.getString("owner"), document.getLong("epoch")),
        document.getLong("revision"),
        new Journal.Events(
            document.getList("received", Document.class).stream()
                .map(JournalDocuments::receivedEvent)
                .toList(),
            document.getList("refused", String.class),
            document.getList("outbox", Document.class).stream()
                .map(JournalDocuments::outboxEntry)
                .toList()),
        document.getString("state"),
        attention == null ? null : ContractJson.read(attention, Cause.class));
  }

  private static List<Document> received(Journal journal) {
    return journal.events().received().stream()
        .map(
            event ->
                new Document("id", event.id())
                    .append("type", event.type().name())
                    .append("receivedAt", Date.from(event.receivedAt()))
                    .append("json", event.json()))
        .toList();
  }

  private static ReceivedEvent receivedEvent(Document document) {
    return new ReceivedEvent(
        document.getString("id"),
        EventType.valueOf(document.getString("type")),
        document.getDate("receivedAt").toInstant(),
        document.getString("json"));
  }

  private static Document entry(OutboxEntry entry) {
    return new Document("id", entry.id())
        .append("type", entry.type().name())
        .append("subject", entry.subject())
        .append("time", Date.from(entry.time()))
        .append("causationId", entry.causationId())
        .append("json", entry.json())
        .append("attempts", entry.attempts())
        .append("sendAt", new Date(0));
  }

  private static OutboxEntry outboxEntry(Document document) {
    Instant time = document.getDate("time").toInstant();
    return new OutboxEntry(
        document.getString("id"),
        EventType.valueOf(document.getString("type")),
        document.getString("subject"),
        time,
        document.getString("causationId"),
        document.getString("json"),
        document.getInteger("attempts"));
  }

  private static Document literal(@Nullable Object value) {
    return new Document("$literal", value);
  }

  private static Document next() {
    return new Document("$add", List.of("$revision", 1L));
  }

  private static Document in(Duration time) {
    return new Document("$add", List.of("$$NOW", time.toMillis()));
  }
}
