package dev.offshoot.installer.app;

import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanStep;
import dev.offshoot.contracts.ProvisionedHost;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan's by-hand form as it is kept on a new host: all steps, because nobody knows yet how far
 * Offshoot will come. The plan's lines say "already so" where a step is done. The agent puts the
 * member's folder on top.
 */
final class HostRunbook {

  private static final String UNDO = "# undo";

  private static final String LOCAL = "local";

  private HostRunbook() {}

  static List<String> lines(Plan plan, List<ProvisionedHost> hosts, String address) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Plan %s for %s (replica set %s): %s"
            .formatted(plan.id(), plan.deployment(), plan.setName(), plan.goal()));
    lines.add("# Kept on the host of " + address + " for when Offshoot is not there any more.");
    lines.add("# Stop Offshoot before acting by hand, and look at rs.conf() first.");
    hosts.forEach(host -> lines.add(folder(host, host.address().equals(address))));
    lines.add("");
    lines.add("# ======== to finish; what is done already is said and left alone");
    for (PlanStep step : plan.steps()) {
      lines.add("# step %d: %s".formatted(step.number(), step.does()));
      lines.addAll(step.byHand().subList(0, cut(step)));
    }
    lines.add("");
    lines.add("# ======== to undo, instead");
    for (PlanStep step : plan.steps().reversed()) {
      lines.add("# undo of step %d: %s".formatted(step.number(), step.undo()));
      lines.addAll(step.byHand().stream().skip(cut(step) + 1L).toList());
    }
    return lines;
  }

  private static String folder(ProvisionedHost host, boolean here) {
    String variable = "MEMBER_DIR_" + host.memberId() + "=";
    if (here) {
      return variable + "\"$OFFSHOOT_MEMBER_DIR\"";
    }
    return host.provider().equals(LOCAL)
        ? variable + "'" + host.providerReference().replace("'", "'\\''") + "/mongod'"
        : "# lines on the host of "
            + host.address()
            + " are typed there; it has a runbook of its own";
  }

  private static int cut(PlanStep step) {
    int found = step.byHand().indexOf(UNDO);
    return found < 0 ? step.byHand().size() : found;
  }
}
