package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.state.adapter.mongo.StoreCalls.await;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.state.app.HeldHost;
import dev.offshoot.state.app.HostRegister;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Held hosts in the collection {@code hosts}, a document per expansion that holds any. */
public final class MongoHostRegister implements HostRegister {

  private final MongoCollection<Document> hosts;

  /** In this database. */
  public MongoHostRegister(MongoDatabase database) {
    this.hosts = StoreCalls.collection(database, "hosts");
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
  public List<HeldHost> all() {
    return StoreCalls.all("listing hosts", hosts.find().sort(Sorts.ascending("since", "_id")))
        .stream()
        .flatMap(document -> document.getList("hosts", String.class).stream())
        .map(text -> ContractJson.read(text, HeldHost.class))
        .toList();
  }
}
