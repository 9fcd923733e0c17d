package dev.offshoot.simulation.store;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.installer.app.Agents.Known;
import dev.offshoot.installer.app.Agents.StoredGoal;
import dev.offshoot.installer.app.MemberAgents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The agents of the other new members; those that the set had before have none here. Every one
 * counts as heard.
 */
public final class SimulatedMemberAgents implements MemberAgents {

  private final SimulatedAgents agents;
  private final TreeMap<String, ReachReport> reports = new TreeMap<>();

  /** Those known there. */
  public SimulatedMemberAgents(SimulatedAgents agents) {
    this.agents = agents;
  }

  @Override
  public List<Beside> of(String replicaSetId, List<String> addresses, Instant heardSince) {
    List<Beside> found = new ArrayList<>();
    agents
        .all()
        .forEach(
            (id, known) -> {
              String address = member(known, replicaSetId);
              if (!known.revoked() && address != null && addresses.contains(address)) {
                found.add(new Beside(id, address));
              }
            });
    return found;
  }

  private static @Nullable String member(Known known, String replicaSetId) {
    StoredGoal stored = known.goal();
    return stored != null
            && stored.goal() instanceof Goal.RunMongod run
            && replicaSetId.equals(stored.replicaSetId())
        ? run.address()
        : null;
  }

  @Override
  public void ask(String agent, ReachOrder order) {
    Known old = agents.find(agent).orElse(null);
    ReachOrder before = old == null ? null : old.reach();
    if (old != null && !old.revoked() && (before == null || !before.id().equals(order.id()))) {
      reports.remove(agent);
      agents.asked(old, order);
    }
  }

  @Override
  public Optional<ReachReport> said(String agent, String orderId) {
    return Optional.ofNullable(reports.get(agent)).filter(said -> said.id().equals(orderId));
  }

  @Override
  public void reached(String agent, ReachReport report) {
    ReachOrder order = agents.find(agent).map(Known::reach).orElse(null);
    if (order != null && order.id().equals(report.id())) {
      reports.put(agent, report);
    }
  }
}
