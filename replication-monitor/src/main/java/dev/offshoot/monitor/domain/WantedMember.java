package dev.offshoot.monitor.domain;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member as it shall end.
 *
 * @param id _id, never used before in this set
 * @param address as every other member resolves it
 * @param votes 0 or 1
 * @param priority 0 for a voteless or hidden one
 * @param hidden whether clients shall not see it
 * @param tags its tags, by name
 * @param horizons HOST:PORT by the name of the split horizon, from the start
 */
public record WantedMember(
    int id,
    MemberAddress address,
    int votes,
    double priority,
    boolean hidden,
    Map<String, String> tags,
    Map<String, String> horizons) {

  /** Copies the tags. */
  public WantedMember {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    horizons = Collections.unmodifiableSortedMap(new TreeMap<>(horizons));
  }
}
