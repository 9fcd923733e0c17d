package dev.offshoot.state.adapter.mongo;

import static dev.offshoot.stage.adapter.mongo.StoreCalls.await;
import static dev.offshoot.stage.adapter.mongo.StoreCalls.unlessTaken;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.Observation;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import dev.offshoot.state.app.Deployment;
import dev.offshoot.state.app.DeploymentStore;
import dev.offshoot.state.domain.SetGlance;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Deployments in the collection {@code deployments}, a document each; a unique index keeps a
 * replica-set id with one of them.
 */
public final class MongoDeploymentStore implements DeploymentStore {

  private final MongoCollection<Document> deployments;

  /** In this database; makes the index. */
  public MongoDeploymentStore(MongoDatabase database) {
    this.deployments = StoreCalls.collection(database, "deployments");
    IndexOptions known =
        new IndexOptions()
            .name("oneDeploymentPerReplicaSet")
            .unique(true)
            .partialFilterExpression(new Document("replicaSetId", new Document("$type", "string")));
    var unused =
        await(
            "making an index of deployments",
            deployments.createIndex(Indexes.ascending("replicaSetId"), known));
  }

  @Override
  public Optional<Deployment> find(String name) {
    return document(name).map(MongoDeploymentStore::deployment);
  }

  private Optional<Document> document(String name) {
    return await("reading deployment " + name, deployments.find(id(name)).first());
  }

  @Override
  public List<Deployment> all() {
    return StoreCalls.all("listing deployments", deployments.find().sort(Sorts.ascending("_id")))
        .stream()
        .map(MongoDeploymentStore::deployment)
        .toList();
  }

  @Override
  public Optional<String> save(Deployment deployment) {
    boolean saved =
        unlessTaken(
            "saving deployment " + deployment.name(),
            deployments.replaceOne(
                id(deployment.name()), stored(deployment), new ReplaceOptions().upsert(true)));
    String replicaSetId = deployment.replicaSetId();
    return saved || replicaSetId == null ? Optional.empty() : owner(replicaSetId);
  }

  private Optional<String> owner(String replicaSetId) {
    return await(
            "looking for replica set " + replicaSetId,
            deployments.find(new Document("replicaSetId", replicaSetId)).first())
        .map(document -> document.getString("_id"));
  }

  @Override
  public void remove(String name) {
    var unused = await("removing deployment " + name, deployments.deleteOne(id(name)));
  }

  @Override
  public void observed(String name, Observation observation) {
    Document change =
        new Document(
            "$set",
            new Document("observation", ContractJson.text(observation))
                .append("observedAt", Date.from(observation.observedAt())));
    var unused =
        await("keeping an observation of " + name, deployments.updateOne(id(name), change));
  }

  @Override
  public Optional<String> bind(String name, String replicaSetId) {
    Document unbound = id(name).append("replicaSetId", null);
    Document change = new Document("$set", new Document("replicaSetId", replicaSetId));
    boolean free =
        unlessTaken("binding deployment " + name, deployments.updateOne(unbound, change));
    Optional<String> owner = owner(replicaSetId);
    return free && owner.isEmpty() ? Optional.empty() : owner;
  }

  @Override
  public Optional<Look> lastLook(String name) {
    return document(name).flatMap(MongoDeploymentStore::look);
  }

  @Override
  public boolean looked(String name, @Nullable Look before, Look now) {
    Document same = id(name).append("look.number", before == null ? null : before.number());
    Document change =
        new Document(
            "$set",
            new Document(
                "look",
                new Document("number", now.number())
                    .append("glance", ContractJson.text(now.glance()))));
    return await("keeping a look at " + name, deployments.updateOne(same, change))
        .map(UpdateResult::getModifiedCount)
        .filter(modified -> modified == 1)
        .isPresent();
  }

  private static Document id(String name) {
    return new Document("_id", name);
  }

  private static Document stored(Deployment deployment) {
    Document document =
        id(deployment.name())
            .append("reference", ContractJson.text(deployment.reference()))
            .append("tls", deployment.tls())
            .append("registeredAt", Date.from(deployment.registeredAt()));
    if (deployment.replicaSetId() != null) {
      document.append("replicaSetId", deployment.replicaSetId());
    }
    Observation observation = deployment.observation();
    if (observation != null) {
      document.append("observation", ContractJson.text(observation));
    }
    return document;
  }

  private static Deployment deployment(Document document) {
    String observation = document.getString("observation");
    return new Deployment(
        ContractJson.read(document.getString("reference"), DeploymentReference.class),
        document.getBoolean("tls", false),
        document.getDate("registeredAt").toInstant(),
        document.getString("replicaSetId"),
        observation == null ? null : ContractJson.read(observation, Observation.class));
  }

  private static Optional<Look> look(Document document) {
    return Optional.ofNullable(document.get("look", Document.class))
        .map(
            look ->
                new Look(
                    look.getInteger("number"),
                    ContractJson.read(look.getString("glance"), SetGlance.class)));
  }
}
