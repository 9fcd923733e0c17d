package dev.offshoot.simulation.service;

import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.domain.AgentCertificate;
import java.time.Duration;
import java.time.Instant;

/**
 * A CA without cryptography: what matters here is who is given a certificate, and how many. They
 * hold for seconds, so that agents renew theirs all the time.
 */
final class SimulatedIssuer implements CertificateIssuer {

  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final String NAME = "simulated CA";

  @Override
  public boolean isProven(Enrolment request) {
    return !request.proof().isEmpty();
  }

  @Override
  public AgentCertificate issue(String hostRequestId, String publicKey, Instant now) {
    return new AgentCertificate(
        "certificate of " + hostRequestId,
        hostRequestId + "/" + publicKey.hashCode() + "/" + now.toEpochMilli(),
        NAME,
        now,
        now.plus(LIFE));
  }

  @Override
  public String signs() {
    return NAME;
  }

  @Override
  public String authorities() {
    return NAME;
  }
}
