package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.state.adapter.mongo.StoreCalls.await;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.state.app.AuditEntry;
import dev.offshoot.state.app.AuditTrail;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The audit in the collection {@code audit}; documents are only ever inserted. */
public final class MongoAuditTrail implements AuditTrail {

  private static final int MOST = 5_000;

  private final MongoCollection<Document> audit;

  /** In this database; makes the index. */
  public MongoAuditTrail(MongoDatabase database) {
    this.audit = StoreCalls.collection(database, "audit");
    var unused =
        await(
            "making an index of the audit",
            audit.createIndex(Indexes.ascending("deployment", "at"), new IndexOptions()));
  }

  @Override
  public void append(List<AuditEntry> entries) {
    List<String> keys = entries.stream().map(AuditEntry::id).toList();
    TreeSet<String> known = new TreeSet<>();
    StoreCalls.all(
            "looking for audit entries",
            audit
                .find(new Document("_id", new Document("$in", keys)))
                .projection(new Document("_id", 1)))
        .forEach(document -> known.add(document.getString("_id")));
    for (AuditEntry entry : entries) {
      if (!known.contains(entry.id())) {
        var unused =
            StoreCalls.unlessTaken("adding to the audit", audit.insertOne(document(entry)));
      }
    }
  }

  @Override
  public List<AuditEntry> read(@Nullable String deployment) {
    Document filter = deployment == null ? new Document() : new Document("deployment", deployment);
    return StoreCalls.all(
            "reading the audit", audit.find(filter).sort(Sorts.descending("at", "_id")).limit(MOST))
        .reversed()
        .stream()
        .map(document -> ContractJson.read(document.getString("entry"), AuditEntry.class))
        .toList();
  }

  private static Document document(AuditEntry entry) {
    return new Document("_id", entry.id())
        .append("deployment", entry.subject().deployment())
        .append("at", Date.from(entry.at()))
        .append("entry", ContractJson.text(entry));
  }
}
