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
 * The plan's by-hand form as commands with comments, from where the expansion stands: what is left
 * to do, and what is left to undo. A step under way is in both, because it may be done in part.
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

    /** The plan's own folder of a member made by hand, instead of which this host's is used. */
    boolean isNamedBy(String line) {
      return line.startsWith("MEMBER_DIR=") && line.endsWith("-" + memberId + "}\"");
    }

    String memberFolder() {
      return "MEMBER_DIR=" + quoted(folder + "/mongod");
    }

    /** The agent first: it would start again what its goal says. mongod has its own session. */
    List<String> stopAgent() {
      return List.of(
          "# stop the agent of the host in " + folder + "; mongod goes on",
          "kill -- \"-$(cut -d' ' -f1 " + quoted(folder + "/boot") + ")\" 2>/dev/null || true");
    }

    String delete() {
      return "rm -rf -- " + quoted(folder);
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
  }

  private void finish() {
    lines.add("");
    lines.add("# ======== to finish");
    hosts.forEach(host -> lines.addAll(host.stopAgent()));
    for (PlanStep step : plan.steps()) {
      if (isDone(step)) {
        lines.add("# step %d is done: %s".formatted(step.number(), step.does()));
      } else {
        lines.add("# step %d: %s".formatted(step.number(), step.does()));
        lines.addAll(inItsFolder(forward(step)));
      }
    }
  }

  private void undo() {
    lines.add("");
    lines.add("# ======== to undo, instead");
    hosts.forEach(host -> lines.addAll(host.stopAgent()));
    for (PlanStep step : plan.steps().reversed()) {
      if (isPending(step)) {
        continue;
      }
      lines.add("# undo of step %d: %s".formatted(step.number(), step.undo()));
      lines.addAll(inItsFolder(back(step)));
    }
    hosts.forEach(host -> lines.add(host.delete()));
  }

  private List<String> inItsFolder(List<String> commands) {
    return commands.stream()
        .map(
            line ->
                hosts.stream()
                    .filter(host -> host.isNamedBy(line))
                    .findFirst()
                    .map(LocalHost::memberFolder)
                    .orElse(line))
        .toList();
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
