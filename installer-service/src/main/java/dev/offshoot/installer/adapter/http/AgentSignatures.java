package dev.offshoot.installer.adapter.http;

import dev.offshoot.agent.protocol.RequestSignature;
import dev.offshoot.installer.app.Agents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Knows an agent by the signature of its request. */
@ApplicationScoped
public class AgentSignatures {

  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Agents agents;
  private final InstantSource clock;

  /** Wired by CDI. */
  public AgentSignatures(Agents agents, InstantSource clock) {
    this.agents = agents;
    this.clock = clock;
  }

  /**
   * The host whose enrolled agent signed this very request, also when its identity was revoked
   * since.
   */
  public Optional<Agents.Known> signer(
      HttpHeaders headers, String method, String path, byte[] body) {
    String agent = headers.getHeaderString(RequestSignature.AGENT_HEADER);
    String timestamp = headers.getHeaderString(RequestSignature.TIMESTAMP_HEADER);
    String signature = headers.getHeaderString(RequestSignature.SIGNATURE_HEADER);
    if (agent == null || timestamp == null || signature == null || !isRecent(timestamp)) {
      return Optional.empty();
    }
    RequestSignature.Request request =
        new RequestSignature.Request(method, path, timestamp, RequestSignature.sha256(body));
    return agents
        .find(agent)
        .filter(
            known ->
                known.publicKey() != null
                    && RequestSignature.verify(known.publicKey(), request, signature));
  }

  private boolean isRecent(String timestamp) {
    try {
      Duration off = Duration.between(Instant.parse(timestamp), clock.instant()).abs();
      return off.compareTo(SKEW) <= 0;
    } catch (DateTimeException notATime) {
      return false;
    }
  }
}
