package dev.offshoot.installer.adapter.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentTls;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.domain.AgentCertificate;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One document per host request in the collection {@code agents}. */
public final class MongoAgents implements Agents {

  private final MongoCollection<Document> agents;
  private final Runnable goalGiven;

  /** In this database; {@code goalGiven} is run after a goal was given here. */
  public MongoAgents(MongoDatabase database, Runnable goalGiven) {
    this.agents = StoreCalls.collection(database, "agents");
    this.goalGiven = goalGiven;
  }

  @Override
  public void expect(Expected host) {
    Document fresh =
        new Document("expansionId", host.expansionId())
            .append("tokenHash", host.tokenHash())
            .append("tokenExpiresAt", Date.from(host.tokenExpiresAt()))
            .append("revoked", false)
            .append("generation", 0L);
    var unused =
        StoreCalls.await(
            "expecting the agent of " + host.hostRequestId(),
            agents.updateOne(
                Filters.eq("_id", host.hostRequestId()),
                new Document("$setOnInsert", fresh),
                new UpdateOptions().upsert(true)));
  }

  @Override
  public Optional<Known> find(String hostRequestId) {
    return StoreCalls.await(
            "reading the agent of " + hostRequestId,
            agents.find(Filters.eq("_id", hostRequestId)).first())
        .map(MongoAgents::known);
  }

  @Override
  public boolean bind(String hostRequestId, String tokenHash, Identity identity, Instant now) {
    Bson free =
        Filters.and(
            Filters.eq("_id", hostRequestId),
            Filters.eq("tokenHash", tokenHash),
            Filters.eq("publicKey", null),
            Filters.eq("revoked", false));
    return change(
        "enrolling the agent of " + hostRequestId,
        free,
        Updates.combine(
            Updates.set("publicKey", identity.publicKey()),
            Updates.set("certificate", AgentCertificates.write(identity.certificate())),
            Updates.set("enrolledAt", Date.from(now))));
  }

  @Override
  public boolean renew(
      String hostRequestId, @Nullable String replacedSerial, AgentCertificate next) {
    return change(
        "renewing the certificate of " + hostRequestId,
        Filters.and(
            Filters.eq("_id", hostRequestId),
            Filters.eq("certificate.serial", replacedSerial),
            Filters.eq("revoked", false)),
        Updates.set("certificate", AgentCertificates.write(next)));
  }

  @Override
  public void refused(String hostRequestId, String code) {
    var unused =
        change(
            "keeping a refusal for " + hostRequestId,
            Filters.and(Filters.eq("_id", hostRequestId), Filters.eq("refusal", null)),
            Updates.set("refusal", code));
  }

  @Override
  public Issued issue(String hostRequestId, long generation, StoredGoal goal) {
    Bson lower =
        Filters.and(
            Filters.eq("_id", hostRequestId),
            Filters.eq("revoked", false),
            Filters.lt("generation", generation));
    boolean issued =
        change(
            "giving host " + hostRequestId + " a goal",
            lower,
            Updates.combine(
                beside(goal),
                Updates.set("generation", generation),
                Updates.set("goal", ContractJson.text(goal.goal())),
                Updates.set("keyfileSecret", goal.keyfileSecret()),
                Updates.set("tls", goal.tls() == null ? null : ContractJson.text(goal.tls()))));
    if (issued) {
      goalGiven.run();
      return Issued.ISSUED;
    }
    Known known = find(hostRequestId).orElse(null);
    if (known == null || known.revoked()) {
      return Issued.NO_SUCH_HOST;
    }
    return known.generation() == generation ? Issued.ALREADY : Issued.TOO_LATE;
  }

  @Override
  public void reported(String hostRequestId, AgentReport report, Instant now) {
    var unused =
        change(
            "keeping a report of " + hostRequestId,
            Filters.and(
                Filters.eq("_id", hostRequestId),
                Filters.eq("revoked", false),
                Filters.or(
                    Filters.eq("saidAt", null), Filters.lte("saidAt", Date.from(report.at())))),
            Updates.combine(
                Updates.set("report", ContractJson.text(report)),
                Updates.set("saidAt", Date.from(report.at())),
                Updates.set("reportedAt", Date.from(now))));
  }

  @Override
  public boolean revoke(String hostRequestId, boolean onlyIfNeverEnrolled) {
    Bson host = Filters.eq("_id", hostRequestId);
    Bson filter = onlyIfNeverEnrolled ? Filters.and(host, Filters.eq("publicKey", null)) : host;
    return change("revoking the agent of " + hostRequestId, filter, Updates.set("revoked", true));
  }

  private boolean change(String what, Bson filter, Bson update) {
    return StoreCalls.await(
            what,
            agents.findOneAndUpdate(
                filter, update, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .isPresent();
  }

  private static Known known(Document document) {
    Date heardAt = document.getDate("heardAt");
    return new Known(
        new Expected(
            document.getString("_id"),
            document.getString("expansionId"),
            document.getString("tokenHash"),
            document.getDate("tokenExpiresAt").toInstant()),
        new Identity(
            document.getString("publicKey"),
            AgentCertificates.read(document.get("certificate", Document.class)),
            document.getString("refusal")),
        document.getBoolean("revoked", false),
        document.getLong("generation"),
        goal(document),
        report(document.getString("report")),
        heardAt == null ? null : heardAt.toInstant(),
        MongoMemberAgents.order(document));
  }

  /** Which member the agent stands beside, from its start on; a later goal leaves that as it is. */
  private static Bson beside(StoredGoal goal) {
    return goal.goal() instanceof Goal.RunMongod run
        ? Updates.combine(
            Updates.set("member.address", run.address()),
            Updates.set("member.replicaSetId", goal.replicaSetId()))
        : Updates.combine();
  }

  private static @Nullable StoredGoal goal(Document document) {
    String text = document.getString("goal");
    return text == null
        ? null
        : new StoredGoal(
            ContractJson.read(text, Goal.class),
            document.getString("keyfileSecret"),
            tls(document),
            document.get("member", new Document()).getString("replicaSetId"));
  }

  private static @Nullable DeploymentTls tls(Document document) {
    String text = document.getString("tls");
    return text == null ? null : ContractJson.read(text, DeploymentTls.class);
  }

  private static @Nullable AgentReport report(@Nullable String text) {
    return text == null ? null : ContractJson.read(text, AgentReport.class);
  }
}
