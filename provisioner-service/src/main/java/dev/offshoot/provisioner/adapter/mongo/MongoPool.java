package dev.offshoot.provisioner.adapter.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.provisioner.app.Pool;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.Machine;
import dev.offshoot.provisioner.domain.MachineClaim;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One document per machine in the collection {@code pool}. {@code claimedBy} is the request that
 * has it, {@code claims} counts, and {@code past} holds every request that was ever released. One
 * that is {@code withdrawn} is claimed for ever, also for an older copy of this service.
 */
public final class MongoPool implements Pool {

  private static final String CLAIMED_BY = "claimedBy";
  private static final String CLAIMS = "claims";
  private static final String PAST = "past";
  private static final String HEARD_AT = "heardAt";
  private static final String WITHDRAWN = "withdrawn";

  private final MongoCollection<Document> machines;

  /** In this database. */
  public MongoPool(MongoDatabase database) {
    this.machines = StoreCalls.collection(database, "pool");
  }

  @Override
  public boolean heard(Machine machine, Instant at, Instant silentBefore) {
    String what = "hearing of machine " + machine.id();
    admit(what, machine.id());
    Bson older =
        Filters.and(
            Filters.eq("_id", machine.id()), Filters.not(Filters.gte(HEARD_AT, Date.from(at))));
    return StoreCalls.await(what, machines.findOneAndUpdate(older, told(machine, at)))
        .map(before -> before.getDate(HEARD_AT))
        .map(last -> last.toInstant().isBefore(silentBefore))
        .orElseGet(() -> isNew(machine.id(), at));
  }

  private void admit(String what, String id) {
    Document fresh =
        new Document(CLAIMED_BY, null)
            .append(CLAIMS, 0)
            .append(PAST, List.of())
            .append(HEARD_AT, null);
    var unused =
        StoreCalls.await(
            what,
            machines.updateOne(
                Filters.eq("_id", id),
                new Document("$setOnInsert", fresh),
                new UpdateOptions().upsert(true)));
  }

  /** The document before a first sign has no time, like none at all: look who wrote this one. */
  private boolean isNew(String id, Instant at) {
    return StoreCalls.await("reading machine " + id, machines.find(Filters.eq("_id", id)).first())
        .map(found -> found.getDate(HEARD_AT))
        .map(heard -> heard.getTime() == at.toEpochMilli())
        .orElse(false);
  }

  private static Bson told(Machine machine, Instant at) {
    return Updates.combine(
        Updates.set("address", machine.address()),
        Updates.set("site", machine.site()),
        Updates.set("cpus", machine.cpus()),
        Updates.set("memoryBytes", machine.memoryBytes()),
        Updates.set("diskBytes", machine.diskBytes()),
        Updates.set(HEARD_AT, Date.from(at)));
  }

  @Override
  public List<Machine> free(Instant heardSince) {
    return StoreCalls.all(
            "listing free machines",
            machines
                .find(
                    Filters.and(
                        Filters.eq(CLAIMED_BY, null), Filters.gte(HEARD_AT, Date.from(heardSince))))
                .sort(Sorts.ascending("_id")))
        .stream()
        .map(MongoPool::machine)
        .toList();
  }

  @Override
  public Optional<Host> find(String requestId) {
    return StoreCalls.await(
            "reading the machine of " + requestId,
            machines.find(Filters.eq(CLAIMED_BY, requestId)).first())
        .map(MongoPool::host);
  }

  @Override
  public List<Host> claimed() {
    Bson held = Filters.and(Filters.ne(CLAIMED_BY, null), Filters.ne(WITHDRAWN, true));
    return StoreCalls.all("listing machines", machines.find(held)).stream()
        .map(MongoPool::host)
        .toList();
  }

  @Override
  public Claimed claim(String requestId, String machine, String address, Instant heardSince) {
    Bson free =
        Filters.and(
            Filters.eq("_id", machine),
            Filters.eq(CLAIMED_BY, null),
            Filters.ne(PAST, requestId),
            Filters.gte(HEARD_AT, Date.from(heardSince)));
    return StoreCalls.await(
            "claiming machine " + machine,
            machines.findOneAndUpdate(
                free,
                Updates.combine(
                    Updates.set(CLAIMED_BY, requestId),
                    Updates.set("claimedAs", address),
                    Updates.inc(CLAIMS, 1)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .<Claimed>map(taken -> new Claimed.Yes(host(taken)))
        .orElseGet(() -> whyNot(requestId, machine));
  }

  private Claimed whyNot(String requestId, String machine) {
    Document found =
        StoreCalls.await(
                "reading machine " + machine, machines.find(Filters.eq("_id", machine)).first())
            .orElse(null);
    if (found == null || found.getDate(HEARD_AT) == null) {
      return new Claimed.Unknown();
    }
    String by = found.getString(CLAIMED_BY);
    if (requestId.equals(by)) {
      return new Claimed.Yes(host(found));
    }
    if (found.getList(PAST, String.class, List.of()).contains(requestId)) {
      return new Claimed.Released();
    }
    return by == null
        ? new Claimed.Silent(found.getDate(HEARD_AT).toInstant())
        : new Claimed.Taken(by);
  }

  /** One write per machine frees it and bars the request; done on all before it is answered. */
  @Override
  public void release(String requestId) {
    Document freed =
        new Document(
            "$set",
            new Document(
                    PAST, new Document("$concatArrays", List.of("$" + PAST, List.of(requestId))))
                .append(
                    CLAIMED_BY,
                    new Document(
                        "$cond",
                        List.of(
                            new Document("$eq", List.of("$" + CLAIMED_BY, requestId)),
                            new Document("$literal", null),
                            "$" + CLAIMED_BY))));
    var unused =
        StoreCalls.await(
            "releasing the machine of " + requestId,
            machines.updateMany(Filters.ne(PAST, requestId), List.of(freed)));
  }

  /** Also a machine that never joined, so that one that joins late is not admitted. */
  @Override
  public Withdrawal withdraw(String work, String machine, @Nullable String holder, String address) {
    String what = "withdrawing machine " + machine;
    admit(what, machine);
    Bson free =
        Filters.and(
            Filters.eq("_id", machine), Filters.eq(CLAIMED_BY, holder), Filters.ne(PAST, work));
    Bson out =
        Updates.combine(
            Updates.set(CLAIMED_BY, work),
            Updates.set("claimedAs", address),
            Updates.set(WITHDRAWN, true),
            Updates.inc(CLAIMS, 1));
    return StoreCalls.await(
            what,
            machines.findOneAndUpdate(
                free, out, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .<Withdrawal>map(taken -> new Withdrawal.Out(taken.getInteger(CLAIMS)))
        .orElseGet(() -> barred(work, machine));
  }

  /** A worker that was frozen meanwhile finds the no that was said, not the machine free again. */
  private Withdrawal barred(String work, String machine) {
    Document found =
        StoreCalls.await(
                "reading machine " + machine,
                machines.findOneAndUpdate(
                    Filters.eq("_id", machine),
                    List.of(bar(work)),
                    new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
            .orElseThrow();
    String by = found.getString(CLAIMED_BY);
    return work.equals(by)
        ? new Withdrawal.Out(found.getInteger(CLAIMS))
        : new Withdrawal.Refused(by);
  }

  /** The one that has the machine is not barred from it. */
  private static Document bar(String work) {
    List<Object> has = List.of("$" + CLAIMED_BY, work);
    return new Document(
        "$set",
        new Document(
            PAST,
            new Document(
                "$cond",
                List.of(
                    new Document("$eq", has),
                    "$" + PAST,
                    new Document("$setUnion", List.of("$" + PAST, List.of(work)))))));
  }

  private static Machine machine(Document found) {
    return new Machine(
        found.getString("_id"),
        found.getString("address"),
        found.getString("site"),
        found.getDouble("cpus"),
        found.getLong("memoryBytes"),
        found.getLong("diskBytes"));
  }

  private static Host host(Document found) {
    String machine = found.getString("_id");
    return new Host(
        found.getString(CLAIMED_BY),
        found.getString("claimedAs"),
        machine,
        new MachineClaim(machine, found.getInteger(CLAIMS)));
  }
}
