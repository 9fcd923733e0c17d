package dev.offshoot.testbed;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import dev.offshoot.embedded.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;

/**
 * A running application: retryable majority writes (two new documents, then one changed again) at a
 * given rate, each remembered in a ledger once it is acknowledged.
 */
public final class WriteLoad implements AutoCloseable {
  /** Where it writes. */
  public static final String NAMESPACE = "payments.ledger";

  private static final int WRITERS = 4;
  private static final int CHANGE_EVERY = 3;
  private static final int CHANGED_AMONG = 996;

  private final MongoClient client;
  private final WriteLedger ledger = new WriteLedger();
  private final List<Thread> writers = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong lastAcknowledged = new AtomicLong(System.nanoTime());
  private final AtomicLong longestGap = new AtomicLong();
  // A load never meets the documents of an earlier one.
  private final long base = System.currentTimeMillis() * 1_000_000L;
  private volatile boolean running = true;

  private WriteLoad(String connectionString) {
    this.client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(connectionString))
                .applicationName("sample-application")
                .retryWrites(true)
                .applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                    socket ->
                        socket
                            .connectTimeout(5, TimeUnit.SECONDS)
                            .readTimeout(15, TimeUnit.SECONDS))
                .build());
  }

  /** Starts writing. */
  public static WriteLoad start(String connectionString, int writesPerSecond) {
    WriteLoad load = new WriteLoad(connectionString);
    long pause = TimeUnit.SECONDS.toNanos(1) * WRITERS / writesPerSecond;
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      load.writers.add(
          Thread.ofPlatform()
              .daemon()
              .name("write-load-" + i)
              .start(() -> load.write(writer, pause)));
    }
    return load;
  }

  /**
   * What the application saw so far.
   *
   * @param longestGap the longest time without any acknowledgement
   */
  public record Seen(long acknowledged, long errors, Duration longestGap) {}

  public Seen seen() {
    long open = running ? System.nanoTime() - lastAcknowledged.get() : 0;
    return new Seen(
        acknowledged.get(), errors.get(), Duration.ofNanos(Math.max(longestGap.get(), open)));
  }

  public WriteLedger ledger() {
    return ledger;
  }

  /** Stops writing and waits for the writes under way; the ledger stays. */
  public void stop() {
    running = false;
    for (Thread writer : writers) {
      LockSupport.unpark(writer);
      try {
        if (!writer.join(Duration.ofSeconds(40))) {
          throw new IllegalStateException(writer.getName() + " does not end");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while stopping the load", e);
      }
    }
  }

  /**
   * The acknowledged writes that one member does not have, by a direct connection: none after the
   * time it may take to catch up, or what is still missing then. What is acknowledged when this is
   * called counts, also while the load runs.
   */
  public Map<Long, Integer> missingOn(String directConnectionString, Duration catchUp) {
    Map<Long, Integer> expected = new TreeMap<>(ledger.snapshot());
    try (MongoClient member = MongoClients.create(directConnectionString)) {
      MongoCollection<Document> collection = collection(member).withReadConcern(ReadConcern.LOCAL);
      Poll.until(
          catchUp,
          () -> {
            try {
              removeFound(collection, expected);
            } catch (MongoException notYet) {
              return false;
            }
            return expected.isEmpty();
          });
    }
    return expected;
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      client.close();
    }
  }

  private static void removeFound(
      MongoCollection<Document> collection, Map<Long, Integer> expected) {
    for (Document found : collection.find()) {
      Integer version = expected.get(found.getLong("_id"));
      if (version != null && WriteLedger.isIntact(found, version)) {
        expected.remove(found.getLong("_id"));
      }
    }
  }

  private void write(int writer, long pause) {
    MongoCollection<Document> collection =
        collection(client).withWriteConcern(WriteConcern.MAJORITY);
    long next = System.nanoTime();
    for (long turn = 0; running; turn++) {
      long insert = (turn - turn / CHANGE_EVERY) * WRITERS + writer;
      boolean change = turn % CHANGE_EVERY == CHANGE_EVERY - 1;
      // A changed document is one of this writer's own earlier ones, so its versions are written in
      // order.
      put(collection, base + (change ? earlier(insert, writer) : insert), (int) turn);
      next += pause;
      long wait = next - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else {
        next = System.nanoTime();
      }
    }
  }

  private static long earlier(long insert, int writer) {
    long among = insert % CHANGED_AMONG;
    return among - among % WRITERS + writer;
  }

  // A write that timed out may still reach the server late; the filter keeps it from undoing a
  // later version.
  private void put(MongoCollection<Document> collection, long id, int version) {
    try {
      collection.replaceOne(
          Filters.and(Filters.eq("_id", id), Filters.lt("version", version)),
          WriteLedger.document(id, version),
          new ReplaceOptions().upsert(true));
      ledger.acknowledge(id, version);
      acknowledged.incrementAndGet();
      long now = System.nanoTime();
      longestGap.accumulateAndGet(now - lastAcknowledged.getAndSet(now), Math::max);
    } catch (MongoException e) {
      errors.incrementAndGet();
    }
  }

  private static MongoCollection<Document> collection(MongoClient client) {
    String[] names = NAMESPACE.split("\\.");
    return client.getDatabase(names[0]).getCollection(names[1]);
  }
}
