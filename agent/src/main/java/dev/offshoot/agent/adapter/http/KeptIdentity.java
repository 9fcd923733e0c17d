package dev.offshoot.agent.adapter.http;

import dev.offshoot.agent.protocol.EnrolmentAnswer;

/** Who this host is to installer-service, and whom it takes for installer-service. */
public interface KeptIdentity {

  /** The host request it answers. */
  String hostRequestId();

  /** The one-time token; empty once it was used. */
  String token();

  /** The agent's id; empty before enrolment. */
  String agentId();

  /** The agent's certificate, PEM; empty before enrolment. */
  String certificate();

  /** The CA certificates to trust, PEM: those of the latest answer, before it the user-data's. */
  String authorities();

  /** Keeps the identity, then deletes the token. */
  void keep(EnrolmentAnswer answer);
}
