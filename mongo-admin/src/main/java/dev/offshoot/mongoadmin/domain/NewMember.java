package dev.offshoot.mongoadmin.domain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member to enter a configuration: voteless, priority 0, hidden, without tags.
 *
 * @param id _id, never used before in this set
 * @param address HOST:PORT as every other member resolves it
 * @param horizons HOST:PORT by the name of the split horizon; the server takes a configuration only
 *     when all members have the same names, so it has them from the start
 */
public record NewMember(int id, MemberAddress address, Map<String, String> horizons) {

  /** Copies the horizons. */
  public NewMember {
    horizons = Collections.unmodifiableSortedMap(new TreeMap<>(horizons));
  }

  /** In a set without split horizons. */
  public NewMember(int id, MemberAddress address) {
    this(id, address, Collections.emptyMap());
  }
}
