package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.plan.PlanCheck;
import dev.offshoot.planner.domain.plan.PlanWarning;
import dev.offshoot.planner.domain.plan.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What all findings come to.
 *
 * @param refusals not accepted, in the order of the checks
 * @param warnings in the order of the checks
 * @param notes what was looked at, warnings and accepted refusals included
 * @param accepted accepted refusals, CODE or CODE:member
 */
public record Verdict(
    List<Refusal> refusals,
    List<PlanWarning> warnings,
    List<PlanCheck> notes,
    List<String> accepted) {

  /** Sorts findings into what stops the plan and what is told with it. */
  public static Verdict of(List<Finding> findings, Acceptance acceptance) {
    Set<Refusal> refusals = new LinkedHashSet<>();
    List<PlanWarning> warnings = new ArrayList<>();
    List<PlanCheck> notes = new ArrayList<>();
    List<String> accepted = new ArrayList<>();
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Noted noted -> notes.add(noted.check());
        case Finding.Warned warned -> {
          warnings.add(new PlanWarning(warned.code().name(), warned.detail()));
          notes.add(new PlanCheck(warned.code().name(), "warn", warned.detail()));
        }
        case Finding.Refused refused when acceptance.covers(refused) -> {
          accepted.add(name(refused));
          notes.add(new PlanCheck(refused.code().name(), "accepted", refused.detail()));
        }
        case Finding.Refused refused -> refusals.add(refusal(refused));
      }
    }
    return new Verdict(
        List.copyOf(refusals), List.copyOf(warnings), List.copyOf(notes), List.copyOf(accepted));
  }

  private static String name(Finding.Refused refused) {
    return refused.member() == null
        ? refused.code().name()
        : refused.code().name() + ":" + refused.member();
  }

  private static Refusal refusal(Finding.Refused refused) {
    return new Refusal(
        refused.code().name(), refused.detail(), refused.remedy(), refused.acceptable());
  }
}
