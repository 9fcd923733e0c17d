package dev.offshoot.simulation.fault;

import dev.offshoot.contracts.ContractJson;
import java.util.List;

/**
 * One run as data: what is asked for, how the world is, and what goes wrong. With the seed, which
 * only chooses who is next and how long things take, it is the whole run.
 *
 * @param seed the seed
 * @param request what is asked for
 * @param pace how it goes
 * @param faults what goes wrong
 */
public record FaultPlan(long seed, Request request, Pace pace, List<Fault> faults) {

  /** Copies the list. */
  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /**
   * What is asked for.
   *
   * @param members members of the set, 3 to 5
   * @param special 1 when the last of five is hidden, 2 when it is an arbiter
   * @param add how many members are added
   * @param vote whether they shall vote
   * @param automatic whether nobody need approve
   * @param byEvent whether a foreign producer asks
   * @param hidden whether they shall stay as they enter: hidden, priority 0, without tags
   */
  public record Request(
      int members,
      int special,
      int add,
      boolean vote,
      boolean automatic,
      boolean byEvent,
      boolean hidden) {}

  /**
   * How it goes.
   *
   * @param syncTicks ticks of a synchronization
   * @param lateRecords of a hundred records
   * @param repeatedRecords of a hundred acknowledgements
   * @param approvalMillis how long the user thinks about the plan
   */
  public record Pace(int syncTicks, int lateRecords, int repeatedRecords, long approvalMillis) {}

  /** The same with other faults. */
  public FaultPlan with(List<Fault> others) {
    return new FaultPlan(seed, request, pace, others);
  }

  /** Whether nothing in it may keep the expansion from completing. */
  public boolean mustComplete() {
    return faults.stream().noneMatch(fault -> fault.kind().changesTheOutcome());
  }

  /** As JSON that can be kept, edited and given to {@code ./offshoot simulate --faults}. */
  public String json() {
    return ContractJson.tree(this).toPrettyString();
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException when it is no plan
   */
  public static FaultPlan parse(String json) {
    return ContractJson.read(json, FaultPlan.class);
  }
}
