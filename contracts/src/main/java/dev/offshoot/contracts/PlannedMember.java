package dev.offshoot.contracts;

import java.util.Map;

/**
 * One member to add, and its host.
 *
 * @param memberId _id, never used before in the configuration
 * @param address HOST:PORT
 * @param votes votes it ends with
 * @param priority priority it ends with
 * @param hidden hidden at the end
 * @param tags tags at the end
 * @param horizons HOST:PORT by the name of the split horizon, from the start
 * @param host its host
 */
public record PlannedMember(
    int memberId,
    String address,
    int votes,
    double priority,
    boolean hidden,
    Map<String, String> tags,
    Map<String, String> horizons,
    PlannedHost host) {

  /** Copies the collections; a missing one reads as empty. */
  public PlannedMember {
    tags = Ordered.map(tags);
    horizons = Ordered.map(horizons);
  }
}
