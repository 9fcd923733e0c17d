package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.stage.adapter.mongo.StoreCalls.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import dev.offshoot.state.app.HeldHost;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.HostRemoval;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Held hosts in the collection {@code hosts}, a document per expansion, which stays when none are
 * held any more; those given back by a person in {@code removals}, a document per host.
 */
public final class MongoHostRegister implements HostRegister {

  private static final String HEARD = "heard";
  private static final String GONE = "gone";
  private static final String REMOVAL = "removal";

  private final MongoCollection<Document> hosts;
  private final MongoCollection<Document> removals;

  /** In this database. */
  public MongoHostRegister(MongoDatabase database) {
    this.hosts = StoreCalls.collection(database, "hosts");
    this.removals = StoreCalls.collection(database, "removals");
  }

  @Override
  public void hold(String expansionId, int heard, List<HeldHost> held) {
    Document document =
        new Document("_id", expansionId)
            .append(HEARD, heard)
            .append("hosts", held.stream().map(ContractJson::text).toList());
    if (!held.isEmpty()) {
      document.append("since", Date.from(held.getFirst().since()));
    }
    var unused =
        StoreCalls.unlessTaken(
            "keeping the hosts of " + expansionId,
            hosts.replaceOne(
                unlessLater(expansionId, heard), document, new ReplaceOptions().upsert(true)));
  }

  /** One that was written later does not match, and its _id is taken. */
  private static Bson unlessLater(String id, long heard) {
    return Filters.and(Filters.eq("_id", id), Filters.not(Filters.gt(HEARD, heard)));
  }

  @Override
  public void removing(String hostId, long heard, HostRemoval how) {
    Bson update =
        Updates.combine(
            Updates.set(REMOVAL, ContractJson.text(how)),
            Updates.set(HEARD, heard),
            Updates.setOnInsert(GONE, false));
    var unused =
        StoreCalls.unlessTaken(
            removalOf(hostId),
            removals.updateOne(
                unlessLater(hostId, heard), update, new UpdateOptions().upsert(true)));
  }

  @Override
  public void gone(String hostId) {
    var unused =
        await(
            removalOf(hostId),
            removals.updateOne(
                Filters.eq("_id", hostId),
                Updates.set(GONE, true),
                new UpdateOptions().upsert(true)));
  }

  private static String removalOf(String hostId) {
    return "keeping the removal of host " + hostId;
  }

  @Override
  public List<HeldHost> all() {
    Map<String, Document> asked = new TreeMap<>();
    StoreCalls.all("listing removals", removals.find())
        .forEach(removal -> asked.put(removal.getString("_id"), removal));
    return StoreCalls.all("listing hosts", hosts.find().sort(Sorts.ascending("since", "_id")))
        .stream()
        .flatMap(document -> document.getList("hosts", String.class).stream())
        .map(text -> ContractJson.read(text, HeldHost.class))
        .flatMap(host -> shown(host, asked.get(host.id())).stream())
        .toList();
  }

  private static Optional<HeldHost> shown(HeldHost host, @Nullable Document removal) {
    if (removal == null) {
      return Optional.of(host);
    }
    String how = removal.getString(REMOVAL);
    return removal.getBoolean(GONE, false)
        ? Optional.empty()
        : Optional.of(
            host.beingRemoved(
                how == null ? HostRemoval.STARTED : ContractJson.read(how, HostRemoval.class)));
  }
}
