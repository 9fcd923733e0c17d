package dev.offshoot.installer.adapter.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.OfferedArtifact;
import dev.offshoot.installer.app.Artifacts;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** What is known of each artifact, by checksum; the files themselves are elsewhere. */
public final class ArtifactRecords implements Artifacts {

  private final MongoCollection<Document> artifacts;

  /** In this database. */
  public ArtifactRecords(MongoDatabase database) {
    this.artifacts = StoreCalls.collection(database, "artifacts");
  }

  @Override
  public List<OfferedArtifact> list() {
    return StoreCalls.all(
            "listing artifacts",
            artifacts
                .find()
                .sort(Sorts.orderBy(Sorts.ascending("version"), Sorts.ascending("_id"))))
        .stream()
        .map(ArtifactRecords::artifact)
        .toList();
  }

  /** The artifact with this checksum. */
  public Optional<OfferedArtifact> find(String sha256) {
    return StoreCalls.await(
            "reading an artifact", artifacts.find(Filters.eq("_id", sha256)).first())
        .map(ArtifactRecords::artifact);
  }

  /** Keeps it; the same checksum again replaces its version. */
  public void keep(OfferedArtifact artifact) {
    Document document =
        new Document("_id", artifact.sha256())
            .append("version", artifact.version())
            .append("sizeBytes", artifact.sizeBytes())
            .append("kind", artifact.kind());
    var unused =
        StoreCalls.await(
            "keeping an artifact",
            artifacts.replaceOne(
                Filters.eq("_id", artifact.sha256()), document, new ReplaceOptions().upsert(true)));
  }

  /** Forgets it. */
  public void forget(String sha256) {
    var unused =
        StoreCalls.await("forgetting an artifact", artifacts.deleteOne(Filters.eq("_id", sha256)));
  }

  private static OfferedArtifact artifact(Document document) {
    return new OfferedArtifact(
        document.getString("version"),
        document.getString("_id"),
        document.getLong("sizeBytes"),
        document.getString("kind"));
  }
}
