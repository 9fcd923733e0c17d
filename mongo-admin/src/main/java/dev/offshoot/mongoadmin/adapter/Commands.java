package dev.offshoot.mongoadmin.adapter;

import com.mongodb.connection.ServerDescription;
import com.mongodb.reactivestreams.client.ClientSession;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.mongoadmin.domain.Answer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Sends one command once and waits for its end. The server gets maxTimeMS, this side waits a little
 * longer; timeoutMS of the driver is not used, because both together are undefined.
 */
final class Commands {

  private static final Duration GRACE = Duration.ofMillis(500);

  private final SharedClient shared;

  Commands(SharedClient shared) {
    this.shared = shared;
  }

  DriverSettings settings() {
    return shared.settings();
  }

  /** A command on database admin. */
  Answer<BsonDocument> admin(String name, Duration deadline) {
    return run("admin", new BsonDocument(name, new BsonInt32(1)), deadline);
  }

  /** A command with its limit and comment. */
  Answer<BsonDocument> run(String database, BsonDocument command, Duration deadline) {
    return send(database, limited(command, deadline), deadline, BsonDocument.class, null);
  }

  BsonDocument limited(BsonDocument command, Duration deadline) {
    BsonDocument full = command.clone();
    full.append("maxTimeMS", new BsonInt64(Math.max(1, deadline.toMillis())));
    if (!full.containsKey("comment")) {
      full.append("comment", comment());
    }
    return full;
  }

  BsonString comment() {
    return new BsonString("offshoot/" + settings().service() + " " + settings().purpose());
  }

  /** Exactly this command, decoded as this class. */
  <T> Answer<T> send(
      String database,
      BsonDocument command,
      Duration deadline,
      Class<T> type,
      @Nullable ClientSession session) {
    return with(
        deadline,
        client -> {
          MongoDatabase on = client.driver().getDatabase(database);
          return session == null
              ? on.runCommand(command, type)
              : on.runCommand(session, command, type);
        });
  }

  /** What is asked of the driver. */
  interface Request<T> {
    Publisher<T> on(MemberClient client);
  }

  <T> Answer<T> with(Duration deadline, Request<T> request) {
    MemberClient client = shared.begin();
    try {
      ServerDescription heard = client.firstHeartbeat(shared.settings().selection());
      if (!heard.isOk()) {
        shared.discard(client);
        return new Answer.Unreachable<>(shared.address() + ": " + Failures.heartbeat(heard));
      }
      return once(client, deadline, request);
    } catch (TimeoutException silent) {
      shared.discard(client);
      return new Answer.Unreachable<>(shared.address() + ": no answer to the first hello");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable<>("interrupted before anything was sent");
    } finally {
      client.end();
    }
  }

  private <T> Answer<T> once(MemberClient client, Duration deadline, Request<T> request) {
    try {
      @Nullable T value = Mono.from(request.on(client)).block(deadline.plus(GRACE));
      return value == null ? new Answer.Unknown<>("an empty reply") : new Answer.Answered<>(value);
    } catch (RuntimeException failed) {
      if (Failures.leavesConnectionInDoubt(failed)) {
        shared.discard(client);
      }
      return Failures.answer(failed);
    }
  }
}
