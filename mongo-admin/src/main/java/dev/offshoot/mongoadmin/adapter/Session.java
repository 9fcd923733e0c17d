package dev.offshoot.mongoadmin.adapter;

import com.mongodb.ClientSessionOptions;
import com.mongodb.reactivestreams.client.ClientSession;
import dev.offshoot.mongoadmin.domain.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * One server session for a cursor: getMore is refused in another session than find's. Not causally
 * consistent, so that the driver adds no read concern of its own.
 */
final class Session implements AutoCloseable {

  private final Commands commands;
  private final ClientSession session;

  private Session(Commands commands, ClientSession session) {
    this.commands = commands;
    this.session = session;
  }

  /** Does something in a session of its own. */
  static <R> Answer<R> in(Commands commands, Duration deadline, Function<Session, Answer<R>> work) {
    ClientSessionOptions options = ClientSessionOptions.builder().causallyConsistent(false).build();
    Answer<ClientSession> started =
        commands.with(deadline, client -> client.driver().startSession(options));
    return started.flatMap(
        driverSession -> {
          try (Session session = new Session(commands, driverSession)) {
            return work.apply(session);
          }
        });
  }

  /** The first command, with limit and comment. */
  <T> Answer<T> begin(String database, BsonDocument command, Duration deadline, Class<T> type) {
    return commands.send(database, commands.limited(command, deadline), deadline, type, session);
  }

  /** The next batch; getMore takes no time limit of its own, the first command's goes on. */
  <T> Answer<T> more(Cursor cursor, Duration deadline, Class<T> type) {
    BsonDocument getMore =
        new BsonDocument("getMore", new BsonInt64(cursor.id()))
            .append("collection", new BsonString(cursor.collection()));
    if (cursor.batchSize() > 0) {
      getMore.append("batchSize", new BsonInt64(cursor.batchSize()));
    }
    return commands.send(cursor.database(), getMore, deadline, type, session);
  }

  /** Asks for the next batch without waiting for it; nothing else may be asked meanwhile. */
  <T> Pending<T> beginMore(Cursor cursor, Duration deadline, Class<T> type) {
    FutureTask<Answer<T>> task = new FutureTask<>(() -> more(cursor, deadline, type));
    Thread.startVirtualThread(task);
    return new Pending<>(task);
  }

  /**
   * An answer under way; the command's own deadline ends the waiting.
   *
   * @param task what asks
   */
  record Pending<T>(FutureTask<Answer<T>> task) {

    Answer<T> await() {
      try {
        return task.get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("asking for a batch failed", failed.getCause());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new Answer.Unknown<>("interrupted while a batch was read");
      }
    }
  }

  /** Frees a cursor that is not read to its end; whether it worked does not matter. */
  void kill(Cursor cursor, Duration deadline) {
    BsonDocument command =
        new BsonDocument("killCursors", new BsonString(cursor.collection()))
            .append("cursors", new BsonArray(List.of(new BsonInt64(cursor.id()))));
    var unused = commands.send(cursor.database(), command, deadline, BsonDocument.class, session);
  }

  /**
   * An open cursor.
   *
   * @param database where
   * @param collection of what
   * @param id its number; 0 when it is at its end
   * @param batchSize documents per batch; 0 for the server's choice
   */
  record Cursor(String database, String collection, long id, long batchSize) {}

  @Override
  public void close() {
    session.close();
  }
}
