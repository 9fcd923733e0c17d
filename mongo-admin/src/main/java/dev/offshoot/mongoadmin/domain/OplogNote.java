package dev.offshoot.mongoadmin.domain;

import java.time.Instant;
import org.bson.BsonDocument;

/**
 * A marked no-op found in a member's oplog.
 *
 * @param at its position
 * @param wall its wall time
 * @param note what was written
 */
public record OplogNote(OpTime at, Instant wall, BsonDocument note) {

  /** The field that carries the marker. */
  public static final String MARKER_FIELD = "offshootMarker";
}
