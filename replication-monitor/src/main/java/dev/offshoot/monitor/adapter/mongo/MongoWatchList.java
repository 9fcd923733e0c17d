package dev.offshoot.monitor.adapter.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.monitor.app.LagWatch;
import dev.offshoot.monitor.domain.WantedMember;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/** The members whose lag is watched, in the collection {@code watches}, one document each. */
public final class MongoWatchList implements LagWatch {

  private final Supplier<MongoDatabase> database;

  /** In this database, asked for when it is first used: the store is made after the stage. */
  public MongoWatchList(Supplier<MongoDatabase> database) {
    this.database = database;
  }

  private MongoCollection<Document> watches() {
    return database
        .get()
        .getCollection("watches")
        .withWriteConcern(WriteConcern.MAJORITY)
        .withReadPreference(ReadPreference.primary());
  }

  /**
   * A member that is watched.
   *
   * @param deployment how to reach its set, without secrets
   * @param memberId _id
   * @param address HOST:PORT
   */
  public record Watched(DeploymentReference deployment, int memberId, String address) {}

  @Override
  public void watch(DeploymentReference deployment, List<WantedMember> members) {
    for (WantedMember member : members) {
      String address = member.address().format();
      Watched watched = new Watched(deployment, member.id(), address);
      Awaited.one(
          "watching " + address,
          watches()
              .replaceOne(
                  Filters.eq("_id", deployment.name() + "/" + member.id()),
                  new Document("json", ContractJson.text(watched)),
                  new ReplaceOptions().upsert(true)));
    }
  }

  /** Every watched member. */
  public List<Watched> all() {
    return Awaited.all("reading the watches", watches().find()).stream()
        .map(document -> ContractJson.read(document.getString("json"), Watched.class))
        .toList();
  }

  /** It left the configuration. */
  public void forget(Watched watched) {
    Awaited.one(
        "forgetting the watch over " + watched.address(),
        watches()
            .deleteOne(Filters.eq("_id", watched.deployment().name() + "/" + watched.memberId())));
  }
}
