package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The agents beside members of a set, and what they are asked to test from there. */
public interface MemberAgents {

  /** Of a set none of whose members has an agent. */
  MemberAgents NONE = new NoMemberAgents();

  /**
   * Agents that were told to run a member of this set, are enrolled and not revoked, and were heard
   * since then.
   *
   * @param replicaSetId settings.replicaSetId
   * @param addresses HOST:PORT of the members that are asked for
   */
  List<Beside> of(String replicaSetId, List<String> addresses, Instant heardSince);

  /** Gives an order. The same one again is left as it is; another one is replaced. */
  void ask(String agent, ReachOrder order);

  /** What an agent said last about this order. */
  Optional<ReachReport> said(String agent, String orderId);

  /** Keeps what an agent says, if it still has that order. */
  void reached(String agent, ReachReport report);

  /**
   * An agent beside a member.
   *
   * @param agent its id
   * @param address HOST:PORT of the member
   */
  record Beside(String agent, String address) {}
}
