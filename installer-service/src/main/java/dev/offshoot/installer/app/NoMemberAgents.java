package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** There are none, so nobody is asked. */
final class NoMemberAgents implements MemberAgents {

  @Override
  public List<Beside> of(String replicaSetId, List<String> addresses, Instant heardSince) {
    return List.of();
  }

  @Override
  public void ask(String agent, ReachOrder order) {
    throw new IllegalStateException("there is no agent " + agent);
  }

  @Override
  public Optional<ReachReport> said(String agent, String orderId) {
    return Optional.empty();
  }

  @Override
  public void reached(String agent, ReachReport report) {
    throw new IllegalStateException("there is no agent " + agent);
  }
}
