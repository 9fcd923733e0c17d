package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.installer.domain.AgentCertificate;
import java.time.Instant;

/** The CA of agents. It signs for whoever it is told to; its key never leaves it. */
public interface CertificateIssuer {

  /** Whether whoever asks has shown that he holds the private key of the key he offers. */
  boolean isProven(Enrolment request);

  /** Signs a certificate for this key; nothing is kept. */
  AgentCertificate issue(String hostRequestId, String publicKey, Instant now);

  /** Which CA signs now. */
  String signs();

  /** The CA certificates agents are to trust, PEM. */
  String authorities();
}
