package dev.offshoot.contracts;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Records read from stored text a short while ago. A stage reads the same few events and the same
 * state in every step; nobody can change a record, so the one read before serves. Forgets
 * everything when it is full.
 */
final class RecentRecords {

  private static final int MOST = 256;
  private static final int LONGEST_TEXT = 1 << 16;

  private final ConcurrentHashMap<Key, Object> read = new ConcurrentHashMap<>();

  private record Key(String text, Class<?> type) {}

  /** Whether this very record was read from this text lately. */
  boolean holds(String text, Object record) {
    return read.get(new Key(text, record.getClass())) == record;
  }

  /** The record in this text, read by this reader if it was not read lately. */
  <T> T get(String text, Class<T> type, BiFunction<String, Class<T>, T> reader) {
    if (text.length() > LONGEST_TEXT) {
      return reader.apply(text, type);
    }
    Key key = new Key(text, type);
    Object known = read.get(key);
    if (known != null) {
      return type.cast(known);
    }
    T fresh = reader.apply(text, type);
    if (read.size() >= MOST) {
      read.clear();
    }
    read.put(key, fresh);
    return fresh;
  }
}
