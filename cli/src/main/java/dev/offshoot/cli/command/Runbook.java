package dev.offshoot.cli.command;

import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ExpansionView.Step;
import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan's by-hand form as commands with comments, from where the expansion stands: what is left
 * to do, and what is left to undo. A step under way is in both, because it may be done in part.
 */
final class Runbook {
  private static final String UNDO = "# undo";
  private static final String RECONFIG = "reconfig-";

  private final ExpansionView expansion;
  private final Plan plan;
  private final List<String> lines = new ArrayList<>();

  private Runbook(ExpansionView expansion, Plan plan) {
    this.expansion = expansion;
    this.plan = plan;
  }

  static List<String> lines(ExpansionView expansion, Plan plan) {
    Runbook runbook = new Runbook(expansion, plan);
    runbook.head();
    runbook.finish();
    runbook.undo();
    return runbook.lines;
  }

  private void head() {
    lines.add(
        "# Expansion %s of %s (replica set %s), plan %s"
            .formatted(expansion.id(), expansion.deployment(), plan.setName(), plan.id()));
    lines.add("# Where it stands: " + expansion.status());
    for (Step step : expansion.steps()) {
      lines.add("#   %-12s %s".formatted(step.name(), step.status()));
    }
    for (ConfigurationChange change : expansion.configurations()) {
      lines.add("#   configuration v%d: %s".formatted(change.version(), change.change()));
    }
    lines.add("# Stop Offshoot before acting by hand, and look at rs.conf() first.");
  }

  private void finish() {
    lines.add("");
    lines.add("# ======== to finish");
    for (PlanStep step : plan.steps()) {
      if (isDone(step)) {
        lines.add("# step %d is done: %s".formatted(step.number(), step.does()));
      } else {
        lines.add("# step %d: %s".formatted(step.number(), step.does()));
        lines.addAll(forward(step));
      }
    }
  }

  private void undo() {
    lines.add("");
    lines.add("# ======== to undo, instead");
    for (PlanStep step : plan.steps().reversed()) {
      if (isPending(step)) {
        continue;
      }
      lines.add("# undo of step %d: %s".formatted(step.number(), step.undo()));
      lines.addAll(back(step));
    }
  }

  private static List<String> forward(PlanStep step) {
    int cut = step.byHand().indexOf(UNDO);
    return cut < 0 ? step.byHand() : step.byHand().subList(0, cut);
  }

  private static List<String> back(PlanStep step) {
    int cut = step.byHand().indexOf(UNDO);
    return cut < 0 ? List.of() : step.byHand().subList(cut + 1, step.byHand().size());
  }

  private boolean isDone(PlanStep step) {
    return step.name().startsWith(RECONFIG)
        ? ordinal(step) < expansion.configurations().size()
        : status(step.name()).equals("DONE");
  }

  private boolean isPending(PlanStep step) {
    if (!step.name().startsWith(RECONFIG)) {
      return status(step.name()).equals("PENDING");
    }
    // A configuration that was sent but not read back yet may be there.
    boolean mayBeSent =
        status(step.name().endsWith("add") ? "synchronize" : "promote").equals("RUNNING");
    return !isDone(step) && !mayBeSent;
  }

  private int ordinal(PlanStep wanted) {
    int before = 0;
    for (PlanStep step : plan.steps()) {
      if (step.number() == wanted.number()) {
        return before;
      }
      before += step.name().startsWith(RECONFIG) ? 1 : 0;
    }
    return before;
  }

  private String status(String name) {
    return expansion.steps().stream()
        .filter(step -> step.name().equals(name))
        .map(Step::status)
        .findFirst()
        .orElse("PENDING");
  }
}
