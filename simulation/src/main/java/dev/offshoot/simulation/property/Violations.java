package dev.offshoot.simulation.property;

import java.util.ArrayList;
import java.util.List;

/** What was found not to hold. */
public final class Violations {

  /** Source of forged facts. */
  public static final String FORGER = "/forger";

  private final List<String> found = new ArrayList<>();
  private boolean forged;

  /** Something does not hold. */
  public void add(String property, String detail) {
    found.add(property + ": " + detail);
  }

  /** Somebody published something; what has no service as its source is forged. */
  public void heard(String source) {
    forged |= source.equals(FORGER);
  }

  /**
   * Whether a fact was forged. Who may produce is the broker's to decide; a forger who strikes
   * between the agent's look and the reconfig that adds its member wins the race.
   */
  public boolean afterForgery() {
    return forged;
  }

  /** All of them, in the order they were found. */
  public List<String> found() {
    return List.copyOf(found);
  }

  /** Whether all holds so far. */
  public boolean none() {
    return found.isEmpty();
  }
}
