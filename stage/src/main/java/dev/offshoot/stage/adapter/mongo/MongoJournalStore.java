package dev.offshoot.stage.adapter.mongo;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.JournalUpdate;
import dev.offshoot.stage.app.StoreUnavailable;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Journals in one MongoDB collection, a document each. Leases end by the store's own clock ({@code
 * $$NOW}); every write is one {@code findOneAndUpdate} with an update pipeline, {@code w:
 * majority}.
 */
public final class MongoJournalStore implements JournalStore {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int DUPLICATE_KEY = 11000;

  private final MongoCollection<Document> journals;

  /**
   * Keeps the journals in the collection {@code journal} of this database, and makes the index that
   * finds due ones.
   */
  public MongoJournalStore(MongoDatabase database) {
    this.journals =
        database
            .getCollection("journal")
            .withWriteConcern(
                WriteConcern.MAJORITY.withWTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
            .withReadConcern(ReadConcern.MAJORITY)
            .withReadPreference(ReadPreference.primary());
  }

  /** Makes the indexes; called once at start. */
  public void prepare() {
    await(
        "making the indexes of the journal",
        journals.createIndex(Indexes.ascending("dueAt"), new IndexOptions()));
    await(
        "making the indexes of the journal",
        journals.createIndex(Indexes.ascending("outbox.sendAt"), new IndexOptions()));
  }

  @Override
  public Optional<Journal> find(String expansionId) {
    return await(
            "reading the journal of " + expansionId,
            journals.find(new Document("_id", expansionId)).first())
        .map(JournalDocuments::journal);
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
    try {
      await(
          "opening the journal of " + journal.expansionId(),
          journals.insertOne(JournalDocuments.opened(journal)));
      return true;
    } catch (StoreUnavailable e) {
      if (e.getCause() instanceof MongoException cause && cause.getCode() == DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
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
        await(
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
    return all(
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
    for (Document document : all("looking for unsent facts", journals.find(filter))) {
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
    return await(what, journals.findOneAndUpdate(filter, pipeline, options));
  }

  private static <T> Optional<T> await(String what, Publisher<T> publisher) {
    try {
      return Mono.from(publisher).blockOptional(DEADLINE);
    } catch (MongoException | IllegalStateException e) {
      throw new StoreUnavailable(what + " was not answered by the store", e);
    }
  }

  private static List<Document> all(String what, Publisher<Document> publisher) {
    try {
      List<Document> found = Flux.from(publisher).collectList().block(DEADLINE);
      return found == null ? List.of() : found;
    } catch (MongoException | IllegalStateException e) {
      throw new StoreUnavailable(what + " was not answered by the store", e);
    }
  }
}
