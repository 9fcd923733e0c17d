package dev.offshoot.monitor.domain.proof;

import dev.offshoot.mongoadmin.domain.KeyRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * How far the comparison of one namespace is.
 *
 * @param namespace DATABASE.COLLECTION
 * @param from first _id not compared yet, canonical extended JSON; null at the very beginning
 * @param chain SHA-256 over the digests of the ranges so far, in their order
 * @param documents documents compared
 * @param bytes bytes compared
 */
public record Position(
    String namespace, @Nullable String from, String chain, long documents, long bytes) {

  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  /** At the beginning of a namespace. */
  public static Position beginningOf(String namespace) {
    return new Position(namespace, null, "", 0, 0);
  }

  /** From here to the end. */
  public KeyRange rest() {
    return KeyRange.from(key(from));
  }

  /** Past a range that was equal; the next one begins at its end. */
  public Position past(@Nullable BsonValue end, String digest, long more, long moreBytes) {
    return new Position(
        namespace, text(end), chained(chain, digest), documents + more, bytes + moreBytes);
  }

  /** A key as it is stored. */
  public static @Nullable String text(@Nullable BsonValue key) {
    return key == null ? null : new BsonDocument("k", key).toJson(CANONICAL);
  }

  /** A stored key. */
  public static @Nullable BsonValue key(@Nullable String text) {
    return text == null ? null : BsonDocument.parse(text).get("k");
  }

  private static String chained(String before, String digest) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest((before + digest).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
