package dev.offshoot.planner.domain;

import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanWarning;
import dev.offshoot.planner.domain.plan.Refusal;
import java.util.List;

/** A plan, or why there is none. */
public sealed interface PlanningResult {

  /**
   * A safe plan exists.
   *
   * @param plan the plan
   */
  record Planned(ExpansionPlan plan) implements PlanningResult {}

  /**
   * There is no safe plan.
   *
   * @param refusals every one that holds, most basic first; never empty
   * @param warnings what was noticed besides
   */
  record Refused(List<Refusal> refusals, List<PlanWarning> warnings) implements PlanningResult {

    /** Copies the lists. */
    public Refused {
      refusals = List.copyOf(refusals);
      warnings = List.copyOf(warnings);
    }
  }
}
