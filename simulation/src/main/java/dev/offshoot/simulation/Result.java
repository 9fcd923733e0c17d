package dev.offshoot.simulation;

import dev.offshoot.simulation.fault.Fault;
import dev.offshoot.simulation.fault.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;

/**
 * How a run ended.
 *
 * @param plan what was run
 * @param outcome how the expansion ended
 * @param violations what did not hold; empty when all did
 * @param size how much happened
 * @param seen which calls were made and struck
 * @param story what can be read of it
 */
public record Result(
    FaultPlan plan, String outcome, List<String> violations, Size size, Seen seen, Story story) {

  /** Copies the list. */
  public Result {
    violations = List.copyOf(violations);
  }

  /** Whether a property did not hold. */
  public boolean failed() {
    return !violations.isEmpty();
  }

  /** Name of the property that did not hold; empty when all did. */
  public String property() {
    return violations.isEmpty() ? "" : violations.getFirst().split(":", 2)[0];
  }

  /**
   * How much happened.
   *
   * @param turns turns given
   * @param simulated simulated time
   * @param faults faults that happened
   */
  public record Size(long turns, Duration simulated, int faults) {}

  /**
   * Which calls were made and struck.
   *
   * @param made calls through ports
   * @param struck calls that were interrupted, with where
   * @param happened faults that happened
   */
  public record Seen(SortedSet<String> made, SortedSet<String> struck, List<Fault> happened) {}

  /**
   * What can be read of it.
   *
   * @param lines the lines, when they were kept
   * @param hash the same for the same run
   */
  public record Story(List<String> lines, String hash) {}
}
