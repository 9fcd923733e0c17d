package dev.offshoot.simulation.search;

import dev.offshoot.simulation.fault.Fault;
import dev.offshoot.simulation.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Delta debugging: leaves out faults as long as the run still fails. */
public final class Shrink {

  private final Predicate<FaultPlan> fails;
  private int runs;

  private Shrink(Predicate<FaultPlan> fails) {
    this.fails = fails;
  }

  /**
   * A plan of which no fault can be left out.
   *
   * @param fails whether a plan still fails in the same way
   */
  public static FaultPlan shortest(FaultPlan plan, Predicate<FaultPlan> fails) {
    return new Shrink(fails).shorten(plan);
  }

  private FaultPlan shorten(FaultPlan plan) {
    FaultPlan shortest = plan;
    int parts = 2;
    while (!shortest.faults().isEmpty() && runs < 400) {
      FaultPlan shorter = without(shortest, parts);
      if (shorter.faults().size() < shortest.faults().size()) {
        shortest = shorter;
        parts = Math.max(2, parts - 1);
      } else if (parts < shortest.faults().size()) {
        parts = Math.min(shortest.faults().size(), parts * 2);
      } else {
        return shortest;
      }
    }
    return shortest;
  }

  /** The plan without one of so many parts of its faults, if that still fails; else the same. */
  private FaultPlan without(FaultPlan plan, int parts) {
    List<Fault> faults = plan.faults();
    int size = Math.max(1, (faults.size() + parts - 1) / parts);
    for (int from = 0; from < faults.size(); from += size) {
      List<Fault> rest = new ArrayList<>(faults.subList(0, from));
      rest.addAll(faults.subList(Math.min(faults.size(), from + size), faults.size()));
      FaultPlan shorter = plan.with(rest);
      runs++;
      if (fails.test(shorter)) {
        return shorter;
      }
    }
    return plan;
  }
}
