package dev.offshoot.simulation.property;

import java.util.ArrayList;
import java.util.List;

/** What was found not to hold. */
public final class Violations {

  private final List<String> found = new ArrayList<>();

  /** Something does not hold. */
  public void add(String property, String detail) {
    found.add(property + ": " + detail);
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
