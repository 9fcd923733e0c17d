package dev.offshoot.planner.adapter.mongo;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.planner.app.Catalogues;
import dev.offshoot.stage.app.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** One document per service in the collection {@code catalogues}, the announcement as JSON text. */
public final class MongoCatalogues implements Catalogues {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Supplier<MongoDatabase> database;

  /**
   * @param database where they are kept; asked for at the first use, as it is named after the stage
   *     that needs the catalogues
   */
  public MongoCatalogues(Supplier<MongoDatabase> database) {
    this.database = database;
  }

  @Override
  public void keep(CatalogueAnnounced announced) {
    Document id = new Document("_id", announced.service());
    Document document = new Document(id).append("json", ContractJson.text(announced));
    var unused =
        await(
            "keeping the catalogue of " + announced.service(),
            announcements().replaceOne(id, document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public List<CatalogueAnnounced> latest() {
    return await("reading catalogues", announcements().find().sort(new Document("_id", 1))).stream()
        .map(document -> ContractJson.read(document.getString("json"), CatalogueAnnounced.class))
        .toList();
  }

  private MongoCollection<Document> announcements() {
    return database
        .get()
        .getCollection("catalogues")
        .withWriteConcern(
            WriteConcern.MAJORITY.withWTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
        .withReadConcern(ReadConcern.MAJORITY);
  }

  private static <T> List<T> await(String what, Publisher<T> publisher) {
    try {
      List<T> found = Flux.from(publisher).collectList().block(DEADLINE);
      return found == null ? List.of() : found;
    } catch (MongoException | IllegalStateException e) {
      throw new StoreUnavailable(what + " was not answered by the store", e);
    }
  }
}
