package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ExpansionView.Step;
import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan's by-hand form as commands with comments, from where the expansion stands: what is not
 * known to be done, and the undo of all of it. More may have been done than was heard of when
 * Offshoot ended, so no undo is left out; the plan's lines leave alone what is as wanted already.
 */
final class Runbook {
  private static final String UNDO = "# undo";
  private static final String RECONFIG = "reconfig-";

  private final ExpansionView expansion;
  private final Plan plan;
  private final List<LocalHost> hosts;
  private final List<String> lines = new ArrayList<>();

  private Runbook(ExpansionView expansion, Plan plan, List<LocalHost> hosts) {
    this.expansion = expansion;
    this.plan = plan;
    this.hosts = List.copyOf(hosts);
  }

  /**
   * A host of this machine that the expansion holds.
   *
   * @param memberId _id of the member it is for
   * @param folder where everything of it is
   */
  record LocalHost(int memberId, String folder) {
    private static final String LOCAL = "local";

    /** Those of the expansion among all hosts held. */
    static List<LocalHost> of(ExpansionView expansion, Plan plan, JsonNode held) {
      List<LocalHost> hosts = new ArrayList<>();
      for (JsonNode host : held) {
        boolean mine = host.path("expansion").asText().equals(expansion.id());
        if (mine && host.path("provider").asText().equals(LOCAL)) {
          plan.toAdd().stream()
              .filter(member -> member.host().requestId().equals(host.path("id").asText()))
              .forEach(
                  member ->
                      hosts.add(
                          new LocalHost(
                              member.memberId(), host.path("providerReference").asText())));
        }
      }
      return hosts;
    }

    /** Where the plan's lines find the member of a host that Offshoot made. */
    String memberFolder() {
      return "MEMBER_DIR_" + memberId + "=" + quoted(folder + "/mongod");
    }

    private static String quoted(String text) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
  }

  static List<String> lines(ExpansionView expansion, Plan plan, List<LocalHost> hosts) {
    Runbook runbook = new Runbook(expansion, plan, hosts);
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
    hosts.forEach(host -> lines.add(host.memberFolder()));
  }

  private void finish() {
    lines.add("");
    lines.add("# ======== to finish");
    for (PlanStep step : plan.steps()) {
      if (isDone(step) && !isOnHost(step)) {
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

  /** Also when it is done its lines end an agent that would follow its last goal for ever. */
  private static boolean isOnHost(PlanStep step) {
    return step.name().equals("provision") || step.name().equals("install");
  }

  private boolean isDone(PlanStep step) {
    return step.name().startsWith(RECONFIG)
        ? ordinal(step) < expansion.configurations().size()
        : status(step.name()).equals("DONE");
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
