package dev.offshoot.installer.adapter.http;

import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.domain.AccessDecision;
import dev.offshoot.installer.domain.AccessDecision.Shown;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Knows an agent by the certificate of its connection. */
@ApplicationScoped
public class AgentAccess {

  private static final Logger LOG = Logger.getLogger(AgentAccess.class);
  private static final String NAME = "CN=";

  private final Agents agents;
  private final CertificateIssuer issuer;
  private final InstantSource clock;

  /** Wired by CDI. */
  public AgentAccess(Agents agents, CertificateIssuer issuer, InstantSource clock) {
    this.agents = agents;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Why a request is not let in; nothing when it is.
   *
   * @param asked the host it is about; absent when it is about none, so that any agent may ask
   */
  public Optional<Response> refusal(HttpServerRequest request, Optional<String> asked) {
    Shown shown = shown(request);
    String host = asked.orElse(shown == null ? "" : shown.hostRequestId());
    Agents.Known known = agents.find(host).orElse(null);
    AccessDecision decision =
        AccessDecision.evaluate(
            shown,
            host,
            known == null ? null : known.publicKey(),
            known != null && known.revoked(),
            clock.instant());
    if (decision == AccessDecision.ADMITTED) {
      return Optional.empty();
    }
    LOG.warnf(
        "%s: %s %s from %s, certificate of %s, was refused",
        decision.code(),
        request.method(),
        request.path(),
        request.remoteAddress(),
        shown == null ? "nobody" : shown.hostRequestId());
    int status = decision == AccessDecision.NO_CERTIFICATE ? 401 : 403;
    return Optional.of(Problems.of(status, decision.code(), decision.detail()));
  }

  /** Which CA certificates agents are to trust now. */
  String authorities() {
    return Sha256.of(issuer.authorities().getBytes(StandardCharsets.US_ASCII));
  }

  private static @Nullable Shown shown(HttpServerRequest request) {
    SSLSession session = request.connection().sslSession();
    if (session == null) {
      return null;
    }
    try {
      X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
      String subject = certificate.getSubjectX500Principal().getName();
      return new Shown(
          subject.startsWith(NAME) ? subject.substring(NAME.length()) : "",
          Base64.getEncoder().encodeToString(certificate.getPublicKey().getEncoded()),
          certificate.getNotAfter().toInstant());
    } catch (SSLPeerUnverifiedException none) {
      return null;
    }
  }
}
