package dev.offshoot.simulation.property;

import dev.offshoot.installer.app.Agents.Known;
import dev.offshoot.simulation.store.SimulatedAgents;

/** What must hold of every change to what installer-service knows of an agent. */
public final class AgentProperties {

  private final Violations violations;

  private AgentProperties(Violations violations) {
    this.violations = violations;
  }

  /** Watches these agents. */
  public static void watch(SimulatedAgents agents, Violations violations) {
    agents.onChange(new AgentProperties(violations)::changed);
  }

  private void changed(Known before, Known after) {
    String host = after.expected().hostRequestId();
    if (before.publicKey() != null && !before.publicKey().equals(after.publicKey())) {
      violations.add("a token is for one key", host);
    }
    if (after.generation() < before.generation()) {
      violations.add(
          "goals only grow", host + ": " + before.generation() + " to " + after.generation());
    }
    if (before.revoked() && !after.revoked()) {
      violations.add("a revoked identity stays revoked", host);
    }
    if (before.revoked() && after.generation() > before.generation()) {
      violations.add("a revoked agent gets no goal", host);
    }
  }
}
