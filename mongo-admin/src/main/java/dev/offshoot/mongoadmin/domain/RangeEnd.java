package dev.offshoot.mongoadmin.domain;

import java.util.Optional;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Where the next range begins.
 *
 * @param next its first _id; null when the rest of the collection is shorter than asked for
 */
public record RangeEnd(@Nullable BsonValue next) {

  /** The next range's first _id. */
  public Optional<BsonValue> key() {
    return Optional.ofNullable(next);
  }
}
