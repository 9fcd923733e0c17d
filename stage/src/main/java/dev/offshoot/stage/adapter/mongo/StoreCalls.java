package dev.offshoot.stage.adapter.mongo;

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

/**
 * A service's calls to its store: majority writes, ten seconds for each, and one kind of trouble,
 * {@link StoreUnavailable}, whose outcome is unknown.
 */
public final class StoreCalls {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int DUPLICATE_KEY = 11000;

  private StoreCalls() {}

  /** A collection that is read and written as a stage needs it. */
  public static MongoCollection<Document> collection(MongoDatabase database, String name) {
    return database
        .getCollection(name)
        .withWriteConcern(
            WriteConcern.MAJORITY.withWTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
        .withReadConcern(ReadConcern.MAJORITY)
        .withReadPreference(ReadPreference.primary());
  }

  /** The answer, if there is one. */
  public static <T> Optional<T> await(String what, Publisher<T> publisher) {
    try {
      return Mono.from(publisher).blockOptional(DEADLINE);
    } catch (MongoException | IllegalStateException e) {
      throw new StoreUnavailable(what + " was not answered by the store", e);
    }
  }

  /** All of it, in its order. */
  public static List<Document> all(String what, Publisher<Document> publisher) {
    try {
      List<Document> found = Flux.from(publisher).collectList().block(DEADLINE);
      return found == null ? List.of() : found;
    } catch (MongoException | IllegalStateException e) {
      throw new StoreUnavailable(what + " was not answered by the store", e);
    }
  }

  /** Does a write; false when a unique index has the key already. */
  public static boolean unlessTaken(String what, Publisher<?> write) {
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
