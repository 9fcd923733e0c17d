package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.stage.adapter.mongo.StoreCalls.all;
import static dev.offshoot.stage.adapter.mongo.StoreCalls.await;
import static dev.offshoot.stage.adapter.mongo.StoreCalls.unlessTaken;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.Projection;
import dev.offshoot.state.app.StoredExpansion;
import dev.offshoot.state.app.StoryEntry;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Expansions in the collection {@code expansions}, a document each. A partial unique index on the
 * deployment of active ones is the lock; a change of a deployment takes it with a document of its
 * own, which a crash leaves behind for at most a minute.
 */
public final class MongoExpansionStore implements ExpansionStore {

  private static final Duration CHANGE_LASTS = Duration.ofMinutes(1);
  private static final String CHANGE = "change/";

  private final MongoCollection<Document> expansions;

  /** In this database; makes the indexes. */
  public MongoExpansionStore(MongoDatabase database) {
    this.expansions = StoreCalls.collection(database, "expansions");
    IndexOptions onlyActive =
        new IndexOptions()
            .name("oneActivePerDeployment")
            .unique(true)
            .partialFilterExpression(new Document("active", true));
    var unused =
        await(
            "making an index of expansions",
            expansions.createIndex(Indexes.ascending("deployment"), onlyActive));
    var unusedToo =
        await(
            "making an index of expansions",
            expansions.createIndex(Indexes.descending("createdAt"), new IndexOptions()));
  }

  @Override
  public Inserted insert(StoredExpansion expansion) {
    Document document = ExpansionDocuments.document(expansion);
    for (int attempt = 0; attempt < 3; attempt++) {
      if (unlessTaken("inserting expansion " + expansion.id(), expansions.insertOne(document))) {
        return new Inserted.Created();
      }
      Optional<StoredExpansion> known = find(expansion.id());
      if (known.isPresent()) {
        return new Inserted.Known(known.get());
      }
      Optional<Document> holder = holder(expansion.deployment());
      if (holder.isPresent()) {
        return new Inserted.Busy(name(holder.get()));
      }
    }
    return new Inserted.Busy("");
  }

  private Optional<Document> holder(String deployment) {
    removeAbandonedChange(deployment);
    return await(
        "looking for the active expansion of " + deployment,
        expansions
            .find(new Document("deployment", deployment).append("active", true))
            .projection(Projections.include("_id"))
            .first());
  }

  private static String name(Document holder) {
    String id = holder.getString("_id");
    return id.startsWith(CHANGE) ? "" : id;
  }

  @Override
  public Optional<StoredExpansion> find(String id) {
    return await(
            "reading expansion " + id,
            expansions
                .find(new Document("_id", id).append("opening", present()))
                .projection(Projections.exclude("story"))
                .first())
        .map(ExpansionDocuments::expansion);
  }

  @Override
  public List<StoredExpansion> newest(int limit) {
    return all(
            "listing expansions",
            expansions
                .find(new Document("opening", present()))
                .projection(Projections.exclude("story"))
                .sort(Sorts.descending("createdAt", "_id"))
                .limit(limit))
        .stream()
        .map(ExpansionDocuments::expansion)
        .toList();
  }

  @Override
  public Optional<StoredExpansion> active(String deployment) {
    return await(
            "reading the active expansion of " + deployment,
            expansions
                .find(
                    new Document("deployment", deployment)
                        .append("active", true)
                        .append("opening", present()))
                .projection(Projections.exclude("story"))
                .first())
        .map(ExpansionDocuments::expansion);
  }

  @Override
  public List<StoredExpansion> unopened() {
    return all(
            "looking for unopened expansions",
            expansions
                .find(new Document("opened", false))
                .projection(Projections.exclude("story"))
                .limit(100))
        .stream()
        .map(ExpansionDocuments::expansion)
        .toList();
  }

  @Override
  public void opened(String id) {
    update("recording that expansion " + id + " is open", id, set("opened", true));
  }

  @Override
  public void project(
      String id, int heard, Projection projection, List<StoryEntry> entries, boolean over) {
    Document unlessLater = new Document("_id", id).append("heard", new Document("$lte", heard));
    var unused =
        await(
            "writing down expansion " + id,
            expansions.updateOne(
                unlessLater, ExpansionDocuments.projected(heard, projection, entries, over)));
  }

  @Override
  public void progressed(SyncProgressed progress, StoryEntry firstOfItsStep) {
    String id = progress.expansionId();
    Date at = Date.from(progress.at());
    String seen = "telemetry.firstSeen." + progress.step();
    Document newer =
        new Document("_id", id)
            .append("active", true)
            .append("telemetry.at", new Document("$not", new Document("$gte", at)));
    Document change =
        new Document(
                "$set",
                new Document("telemetry.at", at)
                    .append("telemetry.latest", ContractJson.text(progress)))
            .append("$min", new Document(seen, at));
    Optional<Document> before =
        await(
            "recording progress of " + id,
            expansions.findOneAndUpdate(
                newer,
                change,
                new FindOneAndUpdateOptions().projection(Projections.include(seen))));
    if (before.isPresent()
        && before.get().getEmbedded(List.of("telemetry", "firstSeen", progress.step()), Date.class)
            == null) {
      tell(id, firstOfItsStep);
    }
  }

  private void tell(String id, StoryEntry entry) {
    Document untold = new Document("_id", id).append("story.key", new Document("$ne", entry.key()));
    Document push = new Document("$push", new Document("story", ExpansionDocuments.entry(entry)));
    var unused = await("telling the story of " + id, expansions.updateOne(untold, push));
  }

  @Override
  public List<NumberedEntry> story(String id, int after) {
    return await(
            "reading the story of " + id,
            expansions
                .find(new Document("_id", id))
                .projection(Projections.include("story"))
                .first())
        .map(document -> ExpansionDocuments.story(document, after))
        .orElse(List.of());
  }

  @Override
  public boolean lockForChange(String deployment) {
    removeAbandonedChange(deployment);
    Document lock =
        new Document("_id", CHANGE + deployment)
            .append("deployment", deployment)
            .append("active", true)
            .append("changeSince", new Date());
    return unlessTaken("locking deployment " + deployment, expansions.insertOne(lock));
  }

  @Override
  public void unlockAfterChange(String deployment) {
    var unused =
        await(
            "unlocking deployment " + deployment,
            expansions.deleteOne(new Document("_id", CHANGE + deployment)));
  }

  private void removeAbandonedChange(String deployment) {
    Date before = new Date(System.currentTimeMillis() - CHANGE_LASTS.toMillis());
    var unused =
        await(
            "looking for an abandoned change of " + deployment,
            expansions.deleteOne(
                new Document("_id", CHANGE + deployment)
                    .append("changeSince", new Document("$lt", before))));
  }

  private void update(String what, String id, Document change) {
    var unused = await(what, expansions.updateOne(new Document("_id", id), change));
  }

  private static Document set(String field, Object value) {
    return new Document("$set", new Document(field, value));
  }

  private static Document present() {
    return new Document("$exists", true);
  }
}
