package dev.offshoot.mongoadmin.domain;

import java.time.Duration;
import org.bson.BsonTimestamp;

/**
 * The oplog of a member.
 *
 * @param maxBytes size limit
 * @param usedBytes bytes of its entries, uncompressed
 * @param first oldest entry
 * @param last newest entry
 * @param bytesPerSecond recent rate, over the newest part
 * @param peakBytesPerSecond highest rate of the sampled parts
 */
public record OplogWindow(
    long maxBytes,
    long usedBytes,
    BsonTimestamp first,
    BsonTimestamp last,
    long bytesPerSecond,
    long peakBytesPerSecond) {

  /** Time from the oldest to the newest entry; says little while the oplog is not full. */
  public Duration span() {
    return Duration.ofSeconds(Math.max(0, last.getTime() - first.getTime()));
  }
}
