package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.stage.adapter.mongo.StoreCalls.await;

import com.mongodb.ReadConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import dev.offshoot.stage.app.StoreUnavailable;
import dev.offshoot.state.app.AuditEntry;
import dev.offshoot.state.app.AuditSeal;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.domain.AuditChain;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The audit in the collection {@code audit}; documents are only ever inserted, each with its number
 * and the hash of {@link AuditChain}. Two writers at once: the number's unique index lets one
 * through, and the other takes the next number. Entries from before there were numbers stay outside
 * the chain.
 */
public final class MongoAuditTrail implements AuditTrail, AuditSeal {

  private static final int MOST = 5_000;
  private static final int ATTEMPTS = 100;
  private static final String NUMBER = "number";
  private static final Logger LOG = Logger.getLogger(MongoAuditTrail.class);

  private final MongoCollection<Document> audit;

  /** In this database; makes the index. */
  public MongoAuditTrail(MongoDatabase database) {
    this.audit = StoreCalls.collection(database, "audit");
    var unused =
        await(
            "making an index of the audit",
            audit.createIndex(Indexes.ascending("deployment", "at"), new IndexOptions()));
    var unusedToo =
        await(
            "making the index of the audit's numbers",
            audit.createIndex(
                Indexes.ascending(NUMBER), new IndexOptions().unique(true).sparse(true)));
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
        add(entry);
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

  @Override
  public AuditChain.Verdict verify() {
    AuditChain chain = new AuditChain();
    StoreCalls.all(
            "reading the whole audit",
            audit
                .find(Filters.exists(NUMBER))
                .projection(Projections.include(NUMBER, "entry", "hash"))
                .sort(Sorts.ascending(NUMBER)))
        .forEach(
            document ->
                chain.next(
                    new AuditChain.Link(
                        document.getLong(NUMBER),
                        document.getString("entry"),
                        document.getString("hash"))));
    return chain.verdict();
  }

  @Override
  public Optional<String> hashOf(long number) {
    return await("reading an entry of the audit", audit.find(Filters.eq(NUMBER, number)).first())
        .map(document -> document.getString("hash"));
  }

  private void add(AuditEntry entry) {
    String text = ContractJson.text(entry);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Local: what is read may be another writer's entry that no majority has yet; if it is lost,
      // so
      // is what comes after it.
      Document last =
          await(
                  "looking for the last audit entry",
                  audit
                      .withReadConcern(ReadConcern.LOCAL)
                      .find(Filters.exists(NUMBER))
                      .sort(Sorts.descending(NUMBER))
                      .first())
              .orElse(new Document(NUMBER, 0L).append("hash", AuditChain.START));
      long number = last.getLong(NUMBER) + 1;
      String hash = AuditChain.hash(last.getString("hash"), number, text);
      Document document =
          new Document("_id", entry.id())
              .append("deployment", entry.subject().deployment())
              .append("at", Date.from(entry.at()))
              .append("entry", text)
              .append(NUMBER, number)
              .append("hash", hash);
      if (StoreCalls.unlessTaken("adding to the audit", audit.insertOne(document))) {
        LOG.infof("Audit entry %d: %s, hash %s", number, entry.action(), hash);
        return;
      }
      if (isThere(entry.id())) {
        return;
      }
    }
    throw new StoreUnavailable(
        "the audit's next number was always taken", new IllegalStateException(entry.id()));
  }

  private boolean isThere(String id) {
    return await(
            "looking for an audit entry",
            audit.withReadConcern(ReadConcern.LOCAL).find(Filters.eq("_id", id)).first())
        .isPresent();
  }
}
