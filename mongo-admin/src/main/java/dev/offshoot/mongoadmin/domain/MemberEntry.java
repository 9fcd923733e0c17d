package dev.offshoot.mongoadmin.domain;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * One member of a configuration, read from its document; a missing field has the server's default.
 *
 * @param raw the entry as the server gave it
 */
public record MemberEntry(BsonDocument raw) {

  /** Keeps a copy of its own, so that nobody changes it afterwards. */
  public MemberEntry {
    raw = raw.clone();
  }

  /** A copy of the document. */
  @Override
  public BsonDocument raw() {
    return raw.clone();
  }

  /** _id, stable for the member's whole life. */
  public int id() {
    return (int) BsonFields.number(raw, "_id", -1);
  }

  /** The address other members use for it. */
  public MemberAddress address() {
    return MemberAddress.parse(BsonFields.text(raw, "host").orElse(""));
  }

  /** 0 or 1; default 1. */
  public int votes() {
    return (int) BsonFields.number(raw, "votes", 1);
  }

  /** Default 1. */
  public double priority() {
    return BsonFields.real(raw, "priority", arbiterOnly() ? 0 : 1);
  }

  /** Whether clients do not see it. */
  public boolean hidden() {
    return BsonFields.flag(raw, "hidden");
  }

  /** Whether it carries no data. */
  public boolean arbiterOnly() {
    return BsonFields.flag(raw, "arbiterOnly");
  }

  /** Default true. */
  public boolean buildIndexes() {
    return !raw.containsKey("buildIndexes") || BsonFields.flag(raw, "buildIndexes");
  }

  /** Seconds it stays behind on purpose. */
  public long delaySeconds() {
    return BsonFields.number(raw, "secondaryDelaySecs", BsonFields.number(raw, "slaveDelay", 0));
  }

  /** Tags in the order of their names. */
  public SortedMap<String, String> tags() {
    return texts("tags");
  }

  /** Whether the server still holds its vote back; only local.system.replset shows it. */
  public boolean newlyAdded() {
    return BsonFields.flag(raw, "newlyAdded");
  }

  /** HOST:PORT by the name of the split horizon; empty where it has none. */
  public SortedMap<String, String> horizons() {
    return texts("horizons");
  }

  /** Whether it counts in majorities now: has a vote that is not held back. */
  public boolean countsAsVoter() {
    return votes() > 0 && !newlyAdded();
  }

  private SortedMap<String, String> texts(String field) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, BsonValue> entry : BsonFields.document(raw, field).entrySet()) {
      if (entry.getValue().isString()) {
        texts.put(entry.getKey(), entry.getValue().asString().getValue());
      }
    }
    return Collections.unmodifiableSortedMap(texts);
  }
}
