package dev.offshoot.planner.domain;

import dev.offshoot.planner.domain.check.Acceptance;
import dev.offshoot.planner.domain.check.Checks;
import dev.offshoot.planner.domain.check.Verdict;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.PlanWriter;

/** Observation, request and catalogues become a plan, or named refusals. Pure. */
public final class ExpansionPlanner {

  private ExpansionPlanner() {}

  /**
   * Designs the expansion, lets every {@link Checks check} examine it, and writes the plan when no
   * refusal is left that was not accepted by name.
   *
   * @param input everything the answer depends on
   */
  public static PlanningResult plan(PlanningInput input) {
    Draft draft = Draft.of(input);
    Acceptance acceptance = new Acceptance(input.request().accept(), input.observation().members());
    Verdict verdict = Verdict.of(Checks.examine(draft), acceptance);
    return verdict.refusals().isEmpty()
        ? new PlanningResult.Planned(
            PlanWriter.write(draft, verdict.notes(), verdict.warnings(), verdict.accepted()))
        : new PlanningResult.Refused(verdict.refusals(), verdict.warnings());
  }
}
