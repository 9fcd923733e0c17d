package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.state.adapter.mongo.StoreCalls.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
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
 * Held hosts in the collection {@code hosts}, a document per expansion that holds any; those given
 * back by a person in {@code removals}, a document per host.
 */
public final class MongoHostRegister implements HostRegister {

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
  public void hold(String expansionId, List<HeldHost> held) {
    Document id = new Document("_id", expansionId);
    if (held.isEmpty()) {
      var unused = await("releasing the hosts of " + expansionId, hosts.deleteOne(id));
      return;
    }
    Document document =
        new Document(id)
            .append("since", Date.from(held.getFirst().since()))
            .append("hosts", held.stream().map(ContractJson::text).toList());
    var unused =
        await(
            "keeping the hosts of " + expansionId,
            hosts.replaceOne(id, document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public void removing(String hostId, HostRemoval how) {
    write(
        hostId,
        Updates.combine(
            Updates.set(REMOVAL, ContractJson.text(how)), Updates.setOnInsert(GONE, false)));
  }

  @Override
  public void gone(String hostId) {
    write(hostId, Updates.set(GONE, true));
  }

  private void write(String hostId, Bson update) {
    var unused =
        await(
            "keeping the removal of host " + hostId,
            removals.updateOne(
                Filters.eq("_id", hostId), update, new UpdateOptions().upsert(true)));
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
