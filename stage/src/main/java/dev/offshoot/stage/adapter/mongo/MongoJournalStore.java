package dev.offshoot.stage.adapter.mongo;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Journals in one MongoDB collection, a document each. Leases end by the store's own clock ({@code
 * $$NOW}); every write is one {@code findOneAndUpdate} with an update pipeline, {@code w:
 * majority}.
 */
public final class MongoJournalStore implements JournalStore {

  private final MongoCollection<Document> journals;

  /**
   * Keeps the journals in the collection {@code journal} of this database, and makes the index that
   * finds due ones.
   */
  public MongoJournalStore(MongoDatabase database) {
    this.journals = StoreCalls.collection(database, "journal");
  }

  /** Makes the indexes; called once at start. */
  public void prepare() {
    StoreCalls.await(
        "making the indexes of the journal",
        journals.createIndex(Indexes.ascending("dueAt"), new IndexOptions()));
    StoreCalls.await(
        "making the indexes of the journal",
        journals.createIndex(Indexes.ascending("outbox.sendAt"), new IndexOptions()));
  }

  @Override
  public Optional<Journal> find(String expansionId) {
    return StoreCalls.await(
            "reading the journal of " + expansionId,
            journals.find(new Document("_id", expansionId)).first())
        .map(JournalDocuments::journal);
  }

  /**
   * Journals of expansions whose ids come after this one, in the order of their ids; how all of
   * them are read, some at a time.
   */
  public List<Journal> after(String expansionId, int limit) {
    return StoreCalls.all(
            "reading the journals after " + expansionId,
            journals
                .find(new Document("_id", new Document("$gt", expansionId)))
                .sort(new Document("_id", 1))
                .limit(limit))
        .stream()
        .map(JournalDocuments::journal)
        .toList();
  }

  @Override
  public boolean accept(long revision, Journal after) {
    if (revision == 0) {
      return insert(after);
    }
    Document filter = new Document("_id", after.expansionId()).append("revision", revision);
    return update(
            "accepting an event for " + after.expansionId(),
            filter,
            JournalDocuments.accepted(after))
        .isPresent();
  }

  private boolean insert(Journal journal) {
    return StoreCalls.unlessTaken(
        "opening the journal of " + journal.expansionId(),
        journals.insertOne(JournalDocuments.opened(journal)));
  }

  @Override
  public Optional<Journal> claim(String expansionId, String owner, Duration lease) {
    Document free =
        new Document("_id", expansionId)
            .append(
                "$or",
                List.of(
                    new Document("owner", owner),
                    new Document("owner", null),
                    new Document("$expr", new Document("$lt", List.of("$until", "$$NOW")))));
    return update("claiming " + expansionId, free, JournalDocuments.claimed(owner, lease))
        .map(JournalDocuments::journal);
  }

  @Override
  public boolean renew(Claim claim, Duration lease) {
    return update(
            "renewing the lease on " + claim.expansionId(),
            held(claim),
            JournalDocuments.renewed(lease))
        .isPresent();
  }

  @Override
  public boolean store(Claim claim, JournalUpdate update) {
    return update(
            "storing an outcome of " + claim.expansionId(),
            held(claim),
            JournalDocuments.outcome(update))
        .isPresent();
  }

  @Override
  public void release(Claim claim) {
    var unused =
        update("releasing " + claim.expansionId(), held(claim), JournalDocuments.released());
  }

  @Override
  public void letGo(String owner) {
    var unused =
        StoreCalls.await(
            "freeing the leases of " + owner,
            journals.updateMany(new Document("owner", owner), JournalDocuments.released()));
  }

  @Override
  public List<String> due(int limit) {
    Document filter =
        new Document(
            "$expr",
            new Document(
                "$and",
                List.of(
                    new Document("$ne", List.of("$dueAt", JournalDocuments.NOTHING)),
                    new Document("$lte", List.of("$dueAt", "$$NOW")),
                    new Document("$lt", List.of("$until", "$$NOW")))));
    return StoreCalls.all(
            "looking for due work",
            journals
                .find(
                    new Document("dueAt", new Document("$type", "date"))
                        .append("$and", List.of(filter)))
                .projection(new Document("_id", 1))
                .sort(new Document("dueAt", 1))
                .limit(limit))
        .stream()
        .map(document -> document.getString("_id"))
        .toList();
  }

  @Override
  public List<Publication> unpublished(int limit) {
    List<Publication> due = new ArrayList<>();
    Document filter =
        new Document("outbox.sendAt", new Document("$type", "date"))
            .append("direction", new Document("$exists", true));
    for (Document document : StoreCalls.all("looking for unsent facts", journals.find(filter))) {
      due.addAll(JournalDocuments.unsent(document));
    }
    return due.subList(0, Math.min(limit, due.size()));
  }

  @Override
  public void published(Publication publication, Duration resendAfter) {
    Document filter = new Document("_id", publication.expansionId());
    var unused =
        update(
            "recording that " + publication.entry().id() + " was sent",
            filter,
            JournalDocuments.sent(publication.entry().id(), resendAfter));
  }

  private static Document held(Claim claim) {
    return new Document("_id", claim.expansionId())
        .append("owner", claim.owner())
        .append("epoch", claim.epoch());
  }

  private Optional<Document> update(String what, Document filter, List<? extends Bson> pipeline) {
    FindOneAndUpdateOptions options =
        new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER)
            .maxTime(8, TimeUnit.SECONDS);
    return StoreCalls.await(what, journals.findOneAndUpdate(filter, pipeline, options));
  }
}
