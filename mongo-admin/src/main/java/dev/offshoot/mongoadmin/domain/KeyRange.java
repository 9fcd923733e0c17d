package dev.offshoot.mongoadmin.domain;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A part of a collection in the order of its _id index, all BSON types included.
 *
 * @param from first _id, inclusive; null from the very beginning
 * @param to end, exclusive; null to the very end
 */
public record KeyRange(@Nullable BsonValue from, @Nullable BsonValue to) {

  /** The whole collection. */
  public static KeyRange all() {
    return new KeyRange(null, null);
  }

  /** From a key to the end. */
  public static KeyRange from(@Nullable BsonValue from) {
    return new KeyRange(from, null);
  }

  /** The same beginning, with an end. */
  public KeyRange until(@Nullable BsonValue end) {
    return new KeyRange(from, end);
  }

  /** The lower bound, empty for the very beginning. */
  public Optional<BsonValue> lower() {
    return Optional.ofNullable(from);
  }

  /** The upper bound, empty for the very end. */
  public Optional<BsonValue> upper() {
    return Optional.ofNullable(to);
  }

  /** [from, to) in extended JSON, as people read it. */
  public String show() {
    return "[" + show(from, "beginning") + ", " + show(to, "end") + ")";
  }

  private static String show(@Nullable BsonValue key, String open) {
    if (key == null) {
      return open;
    }
    String json = new BsonDocument("k", key).toJson();
    return json.substring("{\"k\": ".length(), json.length() - 1);
  }
}
