package dev.offshoot.testbed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bson.Document;

/**
 * Every acknowledged majority write of a {@link WriteLoad}: the highest acknowledged version of
 * each document. A member may hold a later version (written, not yet acknowledged), never an
 * earlier one, and a version's content is known.
 */
public final class WriteLedger {
  private final ConcurrentMap<Long, Integer> versions = new ConcurrentHashMap<>();

  void acknowledge(long id, int version) {
    versions.put(id, version);
  }

  /** How many documents have an acknowledged write. */
  public int size() {
    return versions.size();
  }

  /** The acknowledged version of each document at this moment. */
  public Map<Long, Integer> snapshot() {
    return Map.copyOf(versions);
  }

  /** The document a load writes for this id and version. */
  static Document document(long id, int version) {
    return new Document("_id", id).append("version", version).append("check", check(id, version));
  }

  /**
   * Whether a document has a version at least as new as the acknowledged one, and that version's
   * content.
   */
  static boolean isIntact(Document found, int acknowledged) {
    int version = found.getInteger("version", -1);
    return version >= acknowledged
        && check(found.getLong("_id"), version).equals(found.getString("check"));
  }

  private static String check(long id, int version) {
    long mixed = (id * 0x9E3779B97F4A7C15L) ^ (version * 0xC2B2AE3D27D4EB4FL);
    return Long.toHexString(mixed ^ (mixed >>> 29)) + "-" + "payload".repeat(12);
  }
}
