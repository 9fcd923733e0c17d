package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.stage.adapter.mongo.StoreCalls.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.HostSeen;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import dev.offshoot.state.app.HostRemoval;
import dev.offshoot.state.app.SpareHost;
import dev.offshoot.state.app.Spares;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Machines in the collection {@code machines}, one document each. */
public final class MongoSpares implements Spares {

  private static final String REMOVAL = "removal";
  private static final String GONE = "gone";

  private final MongoCollection<Document> machines;

  /** In this database. */
  public MongoSpares(MongoDatabase database) {
    this.machines = StoreCalls.collection(database, "machines");
  }

  @Override
  public void offered(SpareHost machine) {
    var unused =
        await(
            "keeping the offer of machine " + machine.id(),
            machines.updateOne(
                Filters.eq("_id", machine.id()),
                Updates.combine(
                    Updates.setOnInsert("offered", ContractJson.text(machine)),
                    Updates.setOnInsert("since", Date.from(machine.since()))),
                new UpdateOptions().upsert(true)));
  }

  @Override
  public void seen(HostSeen machine) {
    Date at = Date.from(machine.seenAt());
    var unused =
        await(
            "hearing of machine " + machine.hostId(),
            machines.updateOne(
                Filters.and(
                    Filters.eq("_id", machine.hostId()), Filters.not(Filters.gt("seenAt", at))),
                Updates.combine(
                    Updates.set("seen", ContractJson.text(machine)), Updates.set("seenAt", at))));
  }

  @Override
  public void leaving(String machine, long heard, HostRemoval how) {
    var unused =
        await(
            "keeping the detachment of machine " + machine,
            machines.updateOne(
                Filters.and(
                    Filters.eq("_id", machine), Filters.not(Filters.gt("removalHeard", heard))),
                Updates.combine(
                    Updates.set(REMOVAL, ContractJson.text(how)),
                    Updates.set("removalHeard", heard))));
  }

  @Override
  public void gone(String machine) {
    var unused =
        await(
            "keeping that machine " + machine + " is gone",
            machines.updateOne(Filters.eq("_id", machine), Updates.set(GONE, true)));
  }

  @Override
  public List<SpareHost> all() {
    return StoreCalls.all(
            "listing machines",
            machines
                .find(Filters.and(Filters.ne("offered", null), Filters.ne(GONE, true)))
                .sort(Sorts.ascending("since", "_id")))
        .stream()
        .map(MongoSpares::spare)
        .toList();
  }

  private static SpareHost spare(Document found) {
    SpareHost offered =
        ContractJson.read(found.getString("offered"), SpareHost.class).leaving(removal(found));
    @Nullable String seen = found.getString("seen");
    if (seen == null) {
      return offered;
    }
    HostSeen last = ContractJson.read(seen, HostSeen.class);
    return new SpareHost(
        offered.id(),
        offered.provider(),
        offered.site(),
        offered.address(),
        SpareHost.State.SPARE,
        new SpareHost.Shape(last.cpus(), last.memoryBytes(), last.diskBytes()),
        offered.since(),
        offered.tokenExpiresAt(),
        last.seenAt(),
        offered.removal());
  }

  private static @Nullable HostRemoval removal(Document found) {
    @Nullable String how = found.getString(REMOVAL);
    return how == null ? null : ContractJson.read(how, HostRemoval.class);
  }
}
