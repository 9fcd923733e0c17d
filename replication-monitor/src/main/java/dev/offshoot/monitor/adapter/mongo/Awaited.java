package dev.offshoot.monitor.adapter.mongo;

import com.mongodb.MongoException;
import dev.offshoot.stage.app.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waits for the store with a deadline; whatever goes wrong there is transient. */
final class Awaited {

  private static final Duration DEADLINE = Duration.ofSeconds(12);

  private Awaited() {}

  static <T> Optional<T> one(String what, Publisher<T> publisher) {
    try {
      return Mono.from(publisher).blockOptional(DEADLINE);
    } catch (MongoException | IllegalStateException failed) {
      // Reactor says IllegalStateException when the deadline passes.
      throw new StoreUnavailable(what + " failed", failed);
    }
  }

  static <T> List<T> all(String what, Publisher<T> publisher) {
    return one(what, Flux.from(publisher).collectList()).orElse(List.of());
  }
}
