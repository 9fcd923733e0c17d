package dev.offshoot.mongoadmin.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * initialSyncStatus of the syncing member. The server removes it on completion: absence means "not
 * syncing", never "failed". Byte totals exist since 5.2 and count data without indexes.
 *
 * @param raw the sub-document
 */
public record InitialSyncProgress(BsonDocument raw) {

  /**
   * One database of the clone.
   *
   * @param name its name
   * @param collections collections to clone
   * @param cloned collections cloned
   * @param documentsToCopy documents expected
   * @param documentsCopied documents copied
   */
  public record DatabaseProgress(
      String name, int collections, int cloned, long documentsToCopy, long documentsCopied) {}

  /** Bytes of documents copied in this attempt, about. */
  public long bytesCopied() {
    return BsonFields.number(raw, "approxTotalBytesCopied", 0);
  }

  /** Bytes of documents to copy, about; 0 while unknown. */
  public long bytesTotal() {
    return BsonFields.number(raw, "approxTotalDataSize", 0);
  }

  /** Attempts that failed; the process exits when they reach the maximum. */
  public int failedAttempts() {
    return (int) BsonFields.number(raw, "failedInitialSyncAttempts", 0);
  }

  /** Attempts the server makes before it exits. */
  public int maxAttempts() {
    return (int) BsonFields.number(raw, "maxFailedInitialSyncAttempts", 10);
  }

  /** logical or fileCopyBased. */
  public Optional<String> method() {
    return BsonFields.text(raw, "method");
  }

  /** When the synchronization began. */
  public Optional<Instant> startedAt() {
    return BsonFields.date(raw, "initialSyncStart");
  }

  /** When it ended; set for a moment before the whole sub-document goes. */
  public Optional<Instant> endedAt() {
    return BsonFields.date(raw, "initialSyncEnd");
  }

  /** The server's own estimate; it counts data only. */
  public Optional<Duration> remaining() {
    long millis = BsonFields.number(raw, "remainingInitialSyncEstimatedMillis", -1);
    return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  /** Oplog entries applied. */
  public long appliedOperations() {
    return BsonFields.number(raw, "appliedOps", 0);
  }

  /** Since when the sync source cannot be reached. */
  public Optional<Instant> sourceUnreachableSince() {
    return BsonFields.date(raw, "syncSourceUnreachableSince");
  }

  /** Why earlier attempts failed, oldest first. */
  public List<String> failures() {
    return BsonFields.documents(raw, "initialSyncAttempts").stream()
        .map(attempt -> BsonFields.text(attempt, "status").orElse("no status"))
        .toList();
  }

  /** The databases that are cloned, in the order of the clone. */
  public List<DatabaseProgress> databases() {
    List<DatabaseProgress> found = new ArrayList<>();
    for (Map.Entry<String, BsonValue> entry : BsonFields.document(raw, "databases").entrySet()) {
      // Beside the databases there is the counter databasesCloned.
      if (entry.getValue().isDocument()) {
        found.add(database(entry.getKey(), entry.getValue().asDocument()));
      }
    }
    return List.copyOf(found);
  }

  private static DatabaseProgress database(String name, BsonDocument progress) {
    long toCopy = 0;
    long copied = 0;
    for (Map.Entry<String, BsonValue> entry : progress.entrySet()) {
      // Collections are named DATABASE.COLLECTION; counters have no dot.
      if (entry.getKey().startsWith(name + ".") && entry.getValue().isDocument()) {
        toCopy += BsonFields.number(entry.getValue().asDocument(), "documentsToCopy", 0);
        copied += BsonFields.number(entry.getValue().asDocument(), "documentsCopied", 0);
      }
    }
    return new DatabaseProgress(
        name,
        (int) BsonFields.number(progress, "collections", 0),
        (int) BsonFields.number(progress, "clonedCollections", 0),
        toCopy,
        copied);
  }
}
