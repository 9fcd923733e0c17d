package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonTimestamp;

/** What a member holds, for the proof: exact to the byte, at one cluster time, without locks. */
public interface MemberData {

  /** Every replicated namespace with type, UUID, options and indexes. */
  Answer<NamespaceCatalogue> catalogue(Duration deadline);

  /** Uncompressed bytes and number of documents of a collection, estimated from its metadata. */
  Answer<CollectionSize> size(Namespace namespace, Duration deadline);

  /**
   * SHA-256 over the raw bytes of the range's documents in _id order at the cluster time.
   *
   * @return {@code CannotBeRead} for what the server does not read at a cluster time (capped
   *     collections, config.transactions, …); {@code SnapshotLost} when a newer time is needed
   */
  Answer<RangeReading<RangeDigest>> digestRange(RangeRead read, Duration deadline);

  /**
   * First _id after so many documents of the range, from the _id index alone: the end of a bounded
   * range and the beginning of the next.
   */
  Answer<RangeReading<RangeEnd>> findBoundary(RangeRead read, long documents, Duration deadline);

  /** A note by its marker in this member's own oplog; reads only from the given time on. */
  Answer<Optional<OplogNote>> findNote(String marker, BsonTimestamp since, Duration deadline);

  /**
   * Size of a collection.
   *
   * @param documents number of documents
   * @param bytes their bytes, uncompressed
   */
  record CollectionSize(long documents, long bytes) {

    /** Average document, at least 1 byte. */
    public long averageBytes() {
      return documents <= 0 ? 1 : Math.max(1, bytes / documents);
    }
  }
}
