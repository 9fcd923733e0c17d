package dev.offshoot.state.adapter.mongo;

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

/** Calls to the store: majority writes, a deadline on each, one kind of trouble. */
final class StoreCalls {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int DUPLICATE_KEY = 11000;

  private StoreCalls() {}

  static MongoCollection<Document> collection(MongoDatabase database, String name) {
    return database
        .getCollection(name)
        .withWriteConcern(
            WriteConcern.MAJORITY.withWTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
        .withReadConcern(ReadConcern.MAJORITY)
        .withReadPreference(ReadPreference.primary());
  }

  static <T> Optional<T> await(String what, Publisher<T> publisher) {
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

  /** Does a write; false when a unique index has the key already. */
  static boolean unlessTaken(String what, Publisher<?> write) {
    try {
      var unused = await(what, write);
      return true;
    } catch (StoreUnavailable e) {
      if (e.getCause() instanceof MongoException cause && cause.getCode() == DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }
}
