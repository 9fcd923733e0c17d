package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.RequestSignature;
import dev.offshoot.installer.domain.EnrolmentDecision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** Gives agents their identity, once per token. */
public final class EnrolAgents {

  private final Agents agents;
  private final InstantSource clock;

  /** On these. */
  public EnrolAgents(Agents agents, InstantSource clock) {
    this.agents = agents;
    this.clock = clock;
  }

  /** What an agent gets to hear. */
  public sealed interface Answer {
    /** Its identity. */
    record Enrolled(EnrolmentAnswer identity) implements Answer {}

    /** Nothing is known of this token yet; or it is no token. */
    record NotYet() implements Answer {}

    /** Never. */
    record Refused(String reason) implements Answer {}
  }

  /** Decides about one request. */
  public Answer enrol(Enrolment request) {
    if (!RequestSignature.isPublicKey(request.publicKey())) {
      return new Answer.Refused("the public key is not an Ed25519 key");
    }
    String hash = RequestSignature.sha256(request.token().value().getBytes(StandardCharsets.UTF_8));
    Agents.Known known = agents.find(request.hostRequestId()).orElse(null);
    if (known == null || !known.expected().tokenHash().equals(hash)) {
      return new Answer.NotYet();
    }
    return decide(request, known, hash);
  }

  private Answer decide(Enrolment request, Agents.Known known, String hash) {
    Instant now = clock.instant();
    EnrolmentDecision decision =
        EnrolmentDecision.evaluate(
            known.publicKey(),
            request.publicKey(),
            known.expected().tokenExpiresAt(),
            known.revoked(),
            now);
    return switch (decision) {
      case BIND ->
          agents.bind(request.hostRequestId(), hash, request.publicKey(), now)
              ? enrolled(request, now)
              : new Answer.NotYet();
      case SAME -> enrolled(request, now);
      case OTHER_KEY -> new Answer.Refused("the token of this host was used with another key");
      case EXPIRED -> new Answer.Refused("the token has ended");
      case REVOKED -> new Answer.Refused("this host's identity is revoked");
    };
  }

  private static Answer enrolled(Enrolment request, Instant now) {
    return new Answer.Enrolled(
        new EnrolmentAnswer(request.hostRequestId(), request.hostRequestId(), now));
  }
}
