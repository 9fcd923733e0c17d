package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.installer.domain.AgentCertificate;
import dev.offshoot.installer.domain.EnrolmentDecision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives agents their certificates: the first once per token, later ones to the key that has the
 * token. A certificate is stored before it is handed out, and of two workers one stores it: one
 * request makes at most one certificate.
 */
public final class EnrolAgents {

  private final Agents agents;
  private final CertificateIssuer issuer;
  private final InstantSource clock;

  /** On these. */
  public EnrolAgents(Agents agents, CertificateIssuer issuer, InstantSource clock) {
    this.agents = agents;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** What an agent gets to hear. */
  public sealed interface Answer {
    /** Its identity. */
    record Enrolled(EnrolmentAnswer identity) implements Answer {}

    /** Nothing is known of this token yet; or it is no token. */
    record NotYet() implements Answer {}

    /** Never. */
    record Refused(String code, String reason) implements Answer {}
  }

  /** Decides about one request. */
  public Answer enrol(Enrolment request) {
    if (!issuer.isProven(request)) {
      return new Answer.Refused(
          "PROOF_INVALID", "the request is not signed with the key it asks a certificate for");
    }
    Agents.Known known = agents.find(request.hostRequestId()).orElse(null);
    return known == null ? new Answer.NotYet() : decide(request, known);
  }

  private Answer decide(Enrolment request, Agents.Known known) {
    String hash = Sha256.of(request.token().value().getBytes(StandardCharsets.UTF_8));
    Instant now = clock.instant();
    EnrolmentDecision decision =
        EnrolmentDecision.evaluate(
            new EnrolmentDecision.Host(
                known.publicKey(), known.expected().tokenExpiresAt(), known.revoked()),
            request.publicKey(),
            known.expected().tokenHash().equals(hash),
            now);
    return switch (decision) {
      case BIND -> bind(request, hash, now);
      case SAME -> again(request, known.identity().certificate(), now);
      case UNKNOWN_TOKEN -> new Answer.NotYet();
      case OTHER_KEY ->
          contested(
              request, Refusals.TOKEN_ALREADY_USED, "this host's token was used with another key");
      case EXPIRED -> contested(request, Refusals.TOKEN_EXPIRED, "this host's token has ended");
      case REVOKED ->
          new Answer.Refused(
              "CERTIFICATE_REVOKED", "the host was given back; its identity is over");
    };
  }

  private Answer bind(Enrolment request, String hash, Instant now) {
    AgentCertificate first = issuer.issue(request.hostRequestId(), request.publicKey(), now);
    Agents.Identity identity = new Agents.Identity(request.publicKey(), first, null);
    return agents.bind(request.hostRequestId(), hash, identity, now)
        ? enrolled(request, first)
        : new Answer.NotYet();
  }

  private Answer again(Enrolment request, @Nullable AgentCertificate kept, Instant now) {
    if (kept != null && kept.serves(now, issuer.signs())) {
      return enrolled(request, kept);
    }
    AgentCertificate next = issuer.issue(request.hostRequestId(), request.publicKey(), now);
    return agents.renew(request.hostRequestId(), kept == null ? null : kept.serial(), next)
        ? enrolled(request, next)
        : new Answer.NotYet();
  }

  /** Kept, so that whoever asked for the host hears of it. */
  private Answer contested(Enrolment request, String code, String reason) {
    agents.refused(request.hostRequestId(), code);
    return new Answer.Refused(code, reason);
  }

  private Answer enrolled(Enrolment request, AgentCertificate certificate) {
    return new Answer.Enrolled(
        new EnrolmentAnswer(
            request.hostRequestId(),
            request.hostRequestId(),
            certificate.pem(),
            issuer.authorities()));
  }
}
