package dev.offshoot.provisioner.adapter.mongo;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.stage.app.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waits for the store, with a deadline. */
final class StoreCalls {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private StoreCalls() {}

  static MongoCollection<Document> collection(MongoDatabase database, String name) {
    return database
        .getCollection(name)
        .withWriteConcern(
            WriteConcern.MAJORITY.withWTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
        .withReadConcern(ReadConcern.MAJORITY)
        .withReadPreference(ReadPreference.primary());
  }

  static <T> Optional<T> one(String what, Publisher<T> publisher) {
    try {
      return Mono.from(publisher).blockOptional(DEADLINE);
    } catch (MongoException | IllegalStateException e) {
      throw new StoreUnavailable(what + " was not answered by the store", e);
    }
  }

  static List<Document> all(String what, Publisher<Document> publisher) {
    try {
      List<Document> found = Flux.from(publisher).collectList().block(DEADLINE);
      return found == null ? List.of() : found;
    } catch (MongoException | IllegalStateException e) {
      throw new StoreUnavailable(what + " was not answered by the store", e);
    }
  }
}
