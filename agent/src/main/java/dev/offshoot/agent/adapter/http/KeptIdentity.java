package dev.offshoot.agent.adapter.http;

/** Who this host is to installer-service. */
public interface KeptIdentity {

  /** The host request it answers. */
  String hostRequestId();

  /** The one-time token; empty once it was used. */
  String token();

  /** The agent's id; empty before enrolment. */
  String agentId();

  /** Keeps the id, then deletes the token. */
  void keep(String agentId);
}
