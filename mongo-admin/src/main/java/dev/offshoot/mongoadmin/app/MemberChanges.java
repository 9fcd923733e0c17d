package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.time.Duration;
import org.bson.BsonDocument;

/** The few commands that change something. None is retried; none uses force. */
public interface MemberChanges {

  /**
   * replSetReconfig without force.
   *
   * @param configuration the whole new configuration
   * @param maxTime the server's limit; the call itself waits a little longer
   * @param comment who and why, for the server's log
   * @return {@code Unknown} when it may be installed nevertheless: read back and compare
   */
  Answer<BsonDocument> reconfigure(
      ReplicaSetConfiguration configuration, Duration maxTime, String comment);

  /**
   * Writes a no-op with a marker into the oplog; only the primary does it.
   *
   * @param marker unique text, found again by {@link MemberData#findNote}
   * @param detail anything else to say
   */
  Answer<BsonDocument> appendNote(String marker, BsonDocument detail, Duration deadline);

  /** Closes the connections this member keeps to another one that was removed. */
  Answer<BsonDocument> dropConnections(MemberAddress removed, Duration deadline);
}
