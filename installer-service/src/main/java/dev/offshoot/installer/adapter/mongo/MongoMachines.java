package dev.offshoot.installer.adapter.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.HostOffered;
import dev.offshoot.installer.app.Machines;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Machines as documents of the collection {@code agents} that have a field {@code machine}. */
public final class MongoMachines implements Machines {

  private static final String MACHINE = "machine";
  private static final String HEARD_AT = "heardAt";

  /** An agent asks every few seconds; not every time is written down. */
  private static final Duration WRITTEN_EVERY = Duration.ofSeconds(10);

  private final MongoCollection<Document> agents;

  /** In this database. */
  public MongoMachines(MongoDatabase database) {
    this.agents = StoreCalls.collection(database, "agents");
  }

  @Override
  public void offered(HostOffered machine) {
    Document fresh =
        new Document("expansionId", machine.hostId())
            .append("tokenHash", machine.tokenHash())
            .append("tokenExpiresAt", Date.from(machine.tokenExpiresAt()))
            .append("revoked", false)
            .append("generation", 0L)
            .append(
                MACHINE, new Document("address", machine.address()).append("site", machine.site()));
    var unused =
        StoreCalls.await(
            "expecting machine " + machine.hostId(),
            agents.updateOne(
                Filters.eq("_id", machine.hostId()),
                new Document("$setOnInsert", fresh),
                new UpdateOptions().upsert(true)));
  }

  @Override
  public void heard(String id, Instant now) {
    var unused =
        StoreCalls.await(
            "hearing the agent of " + id,
            agents.updateOne(
                Filters.and(
                    Filters.eq("_id", id),
                    Filters.not(Filters.gt(HEARD_AT, Date.from(now.minus(WRITTEN_EVERY))))),
                Updates.set(HEARD_AT, Date.from(now))));
  }

  @Override
  public List<Joined> joined() {
    return StoreCalls.all(
            "listing machines",
            agents.find(
                Filters.and(
                    Filters.exists(MACHINE),
                    Filters.ne("report", null),
                    Filters.ne(HEARD_AT, null),
                    Filters.eq("revoked", false))))
        .stream()
        .map(MongoMachines::joined)
        .toList();
  }

  private static Joined joined(Document agent) {
    Document machine = agent.get(MACHINE, Document.class);
    return new Joined(
        agent.getString("_id"),
        machine.getString("address"),
        machine.getString("site"),
        ContractJson.read(agent.getString("report"), AgentReport.class).profile(),
        agent.getDate(HEARD_AT).toInstant());
  }
}
