package dev.offshoot.installer;

import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.installer.app.MemberAgents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Agents of members that say what a test wants. */
public final class InMemoryMemberAgents implements MemberAgents {

  private final List<Beside> members = new ArrayList<>();
  private final Map<String, ReachOrder> orders = new TreeMap<>();
  private final Map<String, ReachReport> reports = new TreeMap<>();

  /** Stands beside this member from now on. */
  public void add(String agent, String address) {
    members.add(new Beside(agent, address));
  }

  /** What was asked, by agent. */
  public Map<String, ReachOrder> orders() {
    return orders;
  }

  @Override
  public List<Beside> of(String replicaSetId, List<String> addresses, Instant heardSince) {
    return members.stream().filter(each -> addresses.contains(each.address())).toList();
  }

  @Override
  public void ask(String agent, ReachOrder order) {
    orders.put(agent, order);
  }

  @Override
  public Optional<ReachReport> said(String agent, String orderId) {
    return Optional.ofNullable(reports.get(agent)).filter(said -> said.id().equals(orderId));
  }

  @Override
  public void reached(String agent, ReachReport report) {
    reports.put(agent, report);
  }
}
