package dev.offshoot.state.adapter.mongo;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.state.app.ExpansionStore.NumberedEntry;
import dev.offshoot.state.app.Opening;
import dev.offshoot.state.app.Projection;
import dev.offshoot.state.app.StoredExpansion;
import dev.offshoot.state.app.StoryEntry;
import dev.offshoot.state.app.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Expansions as documents. What nobody searches for is kept as JSON text, so it stays exact. */
final class ExpansionDocuments {

  private ExpansionDocuments() {}

  static Document document(StoredExpansion expansion) {
    Document document =
        new Document("_id", expansion.id())
            .append("deployment", expansion.deployment())
            .append("createdAt", Date.from(expansion.createdAt()))
            .append("opening", ContractJson.text(expansion.opening()))
            .append("opened", false)
            .append("heard", 0)
            .append("projection", ContractJson.text(expansion.content().projection()))
            .append("story", List.of());
    if (expansion.active()) {
      document.append("active", true);
    }
    return document;
  }

  static StoredExpansion expansion(Document document) {
    return new StoredExpansion(
        document.getString("_id"),
        document.getString("deployment"),
        document.getBoolean("active", false),
        document.getDate("createdAt").toInstant(),
        ContractJson.read(document.getString("opening"), Opening.class),
        new StoredExpansion.Content(
            ContractJson.read(document.getString("projection"), Projection.class),
            telemetry(document.get("telemetry", Document.class))));
  }

  private static Telemetry telemetry(@Nullable Document document) {
    if (document == null) {
      return Telemetry.NONE;
    }
    TreeMap<String, Instant> firstSeen = new TreeMap<>();
    document
        .get("firstSeen", new Document())
        .forEach((step, at) -> firstSeen.put(step, ((Date) at).toInstant()));
    return new Telemetry(
        ContractJson.read(document.getString("latest"), SyncProgressed.class), firstSeen);
  }

  static Document entry(StoryEntry entry) {
    return new Document("key", entry.key()).append("entry", ContractJson.text(entry));
  }

  static List<NumberedEntry> story(Document document, int after) {
    List<NumberedEntry> entries = new ArrayList<>();
    List<Document> stored = document.getList("story", Document.class, List.of());
    for (int i = Math.max(0, after); i < stored.size(); i++) {
      String text = stored.get(i).getString("entry");
      entries.add(new NumberedEntry(i + 1, ContractJson.read(text, StoryEntry.class)));
    }
    return entries;
  }

  /** Replaces the projection and appends the entries whose keys are not there yet, in one write. */
  static List<Document> projected(
      int heard, Projection projection, List<StoryEntry> entries, boolean over) {
    Document told =
        new Document(
            "$filter",
            new Document("input", literal(entries.stream().map(ExpansionDocuments::entry).toList()))
                .append("as", "new")
                .append(
                    "cond",
                    new Document(
                        "$not", List.of(new Document("$in", List.of("$$new.key", "$story.key"))))));
    Document set =
        new Document("heard", heard)
            .append("projection", literal(ContractJson.text(projection)))
            .append("story", new Document("$concatArrays", List.of("$story", told)));
    List<Document> pipeline = new ArrayList<>(List.of(new Document("$set", set)));
    if (over) {
      pipeline.add(new Document("$unset", "active"));
    }
    return pipeline;
  }

  private static Document literal(Object value) {
    return new Document("$literal", value);
  }
}
