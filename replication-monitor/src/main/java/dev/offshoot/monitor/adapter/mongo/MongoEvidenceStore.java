package dev.offshoot.monitor.adapter.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.monitor.app.EvidenceStore;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict.Evidence;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict.Extent;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Evidence in two collections: {@code configurations}, one document per configuration with its JSON
 * text whole, and {@code verdicts}, one per compared namespace. All writes are {@code w: majority}.
 */
public final class MongoEvidenceStore implements EvidenceStore {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Supplier<MongoDatabase> database;

  /** In this database, asked for when it is first used: the store is made after the stage. */
  public MongoEvidenceStore(Supplier<MongoDatabase> database) {
    this.database = database;
  }

  private MongoCollection<Document> configurations() {
    return collection("configurations");
  }

  private MongoCollection<Document> verdicts() {
    return collection("verdicts");
  }

  private MongoCollection<Document> collection(String name) {
    return database
        .get()
        .getCollection(name)
        .withWriteConcern(
            WriteConcern.MAJORITY.withWTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
        .withReadConcern(ReadConcern.MAJORITY)
        .withReadPreference(ReadPreference.primary());
  }

  /** Makes the indexes; called once at start. */
  public void prepare() {
    Awaited.one(
        "making the indexes of verdicts",
        verdicts()
            .createIndex(Indexes.ascending("expansionId", "memberId", "result", "namespace")));
    Awaited.one(
        "making the indexes of configurations",
        configurations().createIndex(Indexes.ascending("expansionId", "version")));
  }

  @Override
  public void keep(String expansionId, ConfigurationChange change) {
    String id = expansionId + "/" + change.term() + "/" + change.version();
    Document document =
        new Document("expansionId", expansionId)
            .append("version", change.version())
            .append("json", ContractJson.text(change));
    // The first reading of a configuration is the one that is kept.
    Awaited.one(
        "keeping configuration version " + change.version(),
        configurations()
            .updateOne(
                Filters.eq("_id", id),
                new Document("$setOnInsert", document),
                new UpdateOptions().upsert(true)));
  }

  @Override
  public List<ConfigurationChange> configurations(String expansionId) {
    return Awaited.all(
            "reading the configurations of " + expansionId,
            configurations()
                .find(Filters.eq("expansionId", expansionId))
                .sort(Sorts.ascending("version")))
        .stream()
        .map(document -> ContractJson.read(document.getString("json"), ConfigurationChange.class))
        .toList();
  }

  @Override
  public void keep(ProofOf proof, List<NamespaceVerdict> kept) {
    if (kept.isEmpty()) {
      return;
    }
    List<ReplaceOneModel<Document>> writes =
        kept.stream()
            .map(
                verdict ->
                    new ReplaceOneModel<>(
                        Filters.eq("_id", id(proof, verdict.name())),
                        document(proof, verdict),
                        new ReplaceOptions().upsert(true)))
            .toList();
    Awaited.one("keeping verdicts of member " + proof.memberId(), verdicts().bulkWrite(writes));
  }

  @Override
  public Optional<NamespaceVerdict> nextPending(ProofOf proof) {
    return Awaited.one(
            "reading the next namespace of member " + proof.memberId(),
            verdicts()
                .find(Filters.and(of(proof), Filters.eq("result", Result.PENDING.name())))
                .sort(Sorts.ascending("namespace"))
                .first())
        .map(MongoEvidenceStore::verdict);
  }

  @Override
  public List<NamespaceVerdict> verdicts(ProofOf proof) {
    return Awaited.all(
            "reading the verdicts of member " + proof.memberId(),
            verdicts().find(of(proof)).sort(Sorts.ascending("namespace")))
        .stream()
        .map(MongoEvidenceStore::verdict)
        .toList();
  }

  @Override
  public void forget(ProofOf proof, List<String> names) {
    Awaited.one(
        "forgetting namespaces of member " + proof.memberId(),
        verdicts()
            .deleteMany(Filters.in("_id", names.stream().map(name -> id(proof, name)).toList())));
  }

  private static String id(ProofOf proof, String name) {
    return proof.expansionId() + "/" + proof.memberId() + "/" + name;
  }

  private static Bson of(ProofOf proof) {
    return Filters.and(
        Filters.eq("expansionId", proof.expansionId()), Filters.eq("memberId", proof.memberId()));
  }

  private static Document document(ProofOf proof, NamespaceVerdict verdict) {
    return new Document("_id", id(proof, verdict.name()))
        .append("expansionId", proof.expansionId())
        .append("memberId", proof.memberId())
        .append("namespace", verdict.name())
        .append("identity", verdict.identity())
        .append("result", verdict.result().name())
        .append("documents", verdict.extent().documents())
        .append("bytes", verdict.extent().bytes())
        .append("detail", verdict.evidence().detail())
        .append("digest", verdict.evidence().digest());
  }

  private static NamespaceVerdict verdict(Document document) {
    return new NamespaceVerdict(
        document.getString("namespace"),
        document.getString("identity"),
        Result.valueOf(document.getString("result")),
        new Extent(document.getLong("documents"), document.getLong("bytes")),
        new Evidence(document.getString("detail"), document.getString("digest")));
  }
}
