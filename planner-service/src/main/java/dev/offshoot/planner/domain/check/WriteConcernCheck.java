package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.observed.ObservedWriteConcern;
import dev.offshoot.planner.domain.plan.PlanWriteConcern;
import java.util.List;

/**
 * Does the implicit default write concern stay as it is in every configuration of the sequence and
 * of its undo? The server refuses a reconfig that changes it, unless a cluster-wide one is set.
 */
final class WriteConcernCheck implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.WRITE_CONCERN_WOULD_CHANGE);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    ObservedWriteConcern standard = draft.set().observed().defaultWriteConcern();
    if (standard != null && standard.explicit()) {
      return List.of(
          Finding.ok("write concern", "cluster-wide {w: " + standard.w() + "}, set explicitly"));
    }
    String now = draft.sequence().start().implicitWriteConcern();
    return draft.sequence().writeConcerns().stream()
        .filter(step -> !step.implicit().equals(now))
        .findFirst()
        .map(step -> List.of(changed(now, step)))
        .orElseGet(
            () ->
                List.of(
                    Finding.ok(
                        "write concern",
                        "implicit {w: " + json(now) + "}, unchanged at every step and back")));
  }

  private static Finding changed(String now, PlanWriteConcern step) {
    return Finding.refused(
        RefusalCode.WRITE_CONCERN_WOULD_CHANGE,
        "the implicit default write concern would change from {w: "
            + json(now)
            + "} to {w: "
            + json(step.implicit())
            + "} in configuration "
            + step.configuration(),
        "Set it for the cluster first: db.adminCommand({setDefaultRWConcern: 1,"
            + " defaultWriteConcern: {w: "
            + json(now)
            + ", wtimeout: 0}}) keeps what clients have now.");
  }

  private static String json(String w) {
    return w.equals("1") ? w : "\"" + w + "\"";
  }
}
