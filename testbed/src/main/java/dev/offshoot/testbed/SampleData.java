package dev.offshoot.testbed;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;

/**
 * The data of a believable shop, the same for the same seed and size: four databases with the kinds
 * of collections and indexes that a copy could get wrong.
 */
public final class SampleData {
  private static final int BATCH = 250;
  private static final int THREADS = 3;
  private static final int MEBIBYTE = 1 << 20;
  // The small collections together are about this big; the rest of the volume is orders and events.
  private static final int ORDERS_SHARE = 60;

  private final long seed;

  public SampleData(long seed) {
    this.seed = seed;
  }

  /**
   * What was loaded.
   *
   * @param documents in the two big collections
   * @param bytes of BSON in the two big collections
   */
  public record Loaded(long documents, long bytes, double seconds) {
    /** Mebibytes a second, indexes included. */
    public double rate() {
      return bytes / (double) MEBIBYTE / seconds;
    }
  }

  /**
   * Creates collections and indexes and loads this many mebibytes; returns when a majority has all
   * of it.
   */
  public Loaded load(String connectionString, int megabytes) {
    long begin = System.nanoTime();
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(connectionString))
            .uuidRepresentation(UuidRepresentation.STANDARD)
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(120, TimeUnit.SECONDS))
            .build();
    AtomicLong documents = new AtomicLong();
    long bytes;
    try (MongoClient client = MongoClients.create(settings)) {
      SampleSchema.create(client);
      SampleSchema.fillSmallCollections(client, seed);
      long target = (long) megabytes * MEBIBYTE;
      bytes = fill(client, "shop", "orders", target * ORDERS_SHARE / 100, documents);
      bytes += fill(client, "analytics", "events", target - bytes, documents);
      SampleSchema.awaitMajority(client);
    }
    return new Loaded(documents.get(), bytes, (System.nanoTime() - begin) / 1e9);
  }

  private long fill(
      MongoClient client, String database, String name, long target, AtomicLong documents) {
    MongoCollection<RawBsonDocument> collection =
        client
            .getDatabase(database)
            .getCollection(name, RawBsonDocument.class)
            .withWriteConcern(WriteConcern.W1);
    long sample = new SampleDocuments(seed, 0).bytesOf(name);
    long batches = Math.max(1, target / (sample * BATCH));
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Long>> parts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long first = thread;
        parts.add(
            threads.submit(
                () -> {
                  long written = 0;
                  for (long batch = first; batch < batches; batch += THREADS) {
                    List<RawBsonDocument> content =
                        new SampleDocuments(seed, batch).batch(name, BATCH);
                    collection.insertMany(content, new InsertManyOptions().ordered(false));
                    documents.addAndGet(content.size());
                    written +=
                        content.stream().mapToLong(each -> each.getByteBuffer().remaining()).sum();
                  }
                  return written;
                }));
      }
      long written = 0;
      for (Future<Long> part : parts) {
        written += part.get();
      }
      return written;
    } catch (ExecutionException e) {
      throw new IllegalStateException("loading " + database + "." + name + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while loading " + database + "." + name, e);
    }
  }
}
