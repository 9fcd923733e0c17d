package dev.offshoot.installer.adapter.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.installer.app.MemberAgents;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** In the documents of {@link MongoAgents}: which member an agent stands beside, and its order. */
public final class MongoMemberAgents implements MemberAgents {

  private final MongoCollection<Document> agents;
  private final Runnable orderGiven;

  /** In this database; {@code orderGiven} is run after an order was given here. */
  public MongoMemberAgents(MongoDatabase database, Runnable orderGiven) {
    this.agents = StoreCalls.collection(database, "agents");
    this.orderGiven = orderGiven;
  }

  @Override
  public List<Beside> of(String replicaSetId, List<String> addresses, Instant heardSince) {
    return StoreCalls.all(
            "finding the agents of the members of " + replicaSetId,
            agents.find(
                Filters.and(
                    Filters.eq("member.replicaSetId", replicaSetId),
                    Filters.in("member.address", addresses),
                    Filters.eq("revoked", false),
                    Filters.gte("heardAt", Date.from(heardSince)))))
        .stream()
        .map(
            found ->
                new Beside(
                    found.getString("_id"),
                    found.get("member", Document.class).getString("address")))
        .toList();
  }

  @Override
  public void ask(String agent, ReachOrder order) {
    change(
        "asking the agent " + agent + " to reach others",
        Filters.and(
            Filters.eq("_id", agent),
            Filters.eq("revoked", false),
            Filters.ne("reach.id", order.id())),
        Updates.set(
            "reach", new Document("id", order.id()).append("order", ContractJson.text(order))));
    orderGiven.run();
  }

  @Override
  public Optional<ReachReport> said(String agent, String orderId) {
    return StoreCalls.await(
            "reading what the agent " + agent + " reaches",
            agents
                .find(Filters.and(Filters.eq("_id", agent), Filters.eq("reach.id", orderId)))
                .first())
        .map(found -> found.get("reach", Document.class).getString("report"))
        .map(text -> ContractJson.read(text, ReachReport.class));
  }

  @Override
  public void reached(String agent, ReachReport report) {
    change(
        "keeping what the agent " + agent + " reaches",
        Filters.and(
            Filters.eq("_id", agent),
            Filters.eq("revoked", false),
            Filters.eq("reach.id", report.id())),
        Updates.set("reach.report", ContractJson.text(report)));
  }

  static @Nullable ReachOrder order(Document agent) {
    Document reach = agent.get("reach", Document.class);
    return reach == null ? null : ContractJson.read(reach.getString("order"), ReachOrder.class);
  }

  private void change(String what, Bson filter, Bson update) {
    var unused = StoreCalls.await(what, agents.updateOne(filter, update));
  }
}
