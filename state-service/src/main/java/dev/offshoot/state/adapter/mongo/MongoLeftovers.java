package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.stage.adapter.mongo.StoreCalls.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import dev.offshoot.state.app.LeftoverRemoval;
import dev.offshoot.state.app.Leftovers;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * What is left at host providers in the collection {@code leftovers}, one document per service; its
 * removals in {@code leftoverRemovals}, one document per host.
 */
public final class MongoLeftovers implements Leftovers {

  private final MongoCollection<Document> looks;
  private final MongoCollection<Document> removals;

  /** In this database. */
  public MongoLeftovers(MongoDatabase database) {
    this.looks = StoreCalls.collection(database, "leftovers");
    this.removals = StoreCalls.collection(database, "leftoverRemovals");
  }

  @Override
  public void found(LeftoversFound found) {
    String what = "keeping what " + found.service() + " found";
    Date at = Date.from(found.lookedAt());
    var unused =
        await(
            what,
            looks.updateOne(
                Filters.eq("_id", found.service()),
                Updates.setOnInsert("lookedAt", new Date(0)),
                new UpdateOptions().upsert(true)));
    unused =
        await(
            what,
            looks.updateOne(
                Filters.and(Filters.eq("_id", found.service()), Filters.lt("lookedAt", at)),
                Updates.combine(
                    Updates.set("found", ContractJson.text(found)), Updates.set("lookedAt", at))));
  }

  @Override
  public List<LeftoversFound> all() {
    return StoreCalls.all(
            "listing what is left",
            looks.find(Filters.ne("found", null)).sort(Sorts.ascending("_id")))
        .stream()
        .map(look -> ContractJson.read(look.getString("found"), LeftoversFound.class))
        .toList();
  }

  /** One that was written later does not match, and its _id is taken. */
  @Override
  public void removing(LeftoverRemoval removal, long heard) {
    String host = removal.hostRequestId();
    var unused =
        StoreCalls.unlessTaken(
            "keeping the removal of what is left of host " + host,
            removals.updateOne(
                Filters.and(Filters.eq("_id", host), Filters.not(Filters.gt("heard", heard))),
                Updates.combine(
                    Updates.set("removal", ContractJson.text(removal)),
                    Updates.set("heard", heard)),
                new UpdateOptions().upsert(true)));
  }

  @Override
  public List<LeftoverRemoval> removals() {
    return StoreCalls.all(
            "listing removals of what is left", removals.find().sort(Sorts.ascending("_id")))
        .stream()
        .map(document -> ContractJson.read(document.getString("removal"), LeftoverRemoval.class))
        .toList();
  }
}
