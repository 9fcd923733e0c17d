package dev.offshoot.simulation.property;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.simulation.set.SimulatedSet;
import java.util.TreeMap;

/**
 * What must hold of every stop, wipe and release of a host: nothing of a member that is configured
 * is touched, and only what is empty is released.
 */
public final class HostProperties {

  /** As long as the agent may act on what members said; within it a forger can win. */
  private static final long RACE_MILLIS = 30_000;

  private final SimulatedSet set;
  private final Violations violations;

  /** When each agent looked last, in milliseconds since the beginning. */
  private final TreeMap<String, Long> looked = new TreeMap<>();

  /** When people put a member back last. */
  private final TreeMap<String, Long> putBack = new TreeMap<>();

  /** Of hosts for this set. */
  public HostProperties(SimulatedSet set, Violations violations) {
    this.set = set;
    this.violations = violations;
  }

  /** The agent of the host of this address begins to look. */
  public void looks(String address, long now) {
    looked.put(address, now);
  }

  /** People put the member of this address back into the set. */
  public void putBack(String address, long now) {
    putBack.put(address, now);
  }

  /** Whether people ever did. */
  public boolean wasPutBack(String address) {
    return putBack.containsKey(address);
  }

  /** The agent stops a mongod that runs. */
  public void stopped(String address) {
    MemberAddress member = MemberAddress.parse(address);
    boolean forgerWins =
        violations.afterForgery() && set.installations().configuredFor(member) < RACE_MILLIS;
    if (isConfigured(address) && !forgerWins) {
      violations.add(
          "a living member's mongod is never stopped",
          address + " is in configuration version " + set.newest().version());
    }
  }

  /** The agent deletes the data. */
  public void wiped(String address) {
    if (isConfigured(address) && !violations.afterForgery()) {
      violations.add("a member's data is never wiped", address + " is still configured");
    }
  }

  /**
   * The provider takes the host away.
   *
   * @param empty whether nothing of mongod is left on it
   */
  public void released(String address, boolean empty) {
    if (isConfigured(address) && !violations.afterForgery()) {
      violations.add("configuration out before host", address + " is still configured");
    }
    if (!empty) {
      violations.add("a host is released only once it is empty", address + " holds a mongod");
    }
  }

  /**
   * People who put a member back after its agent looked win that race against everybody: nobody can
   * look and act at one moment.
   */
  private boolean isConfigured(String address) {
    boolean tooLate = putBack.getOrDefault(address, -1L) >= looked.getOrDefault(address, 0L);
    return set.newest().member(MemberAddress.parse(address)).isPresent() && !tooLate;
  }
}
