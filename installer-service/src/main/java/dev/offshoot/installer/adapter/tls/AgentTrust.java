package dev.offshoot.installer.adapter.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;

/**
 * Takes certificates that a CA of this service signed for a caller. Whether one is over or revoked
 * is asked at every request, so that the agent gets an answer it can read instead of a connection
 * that ends.
 */
final class AgentTrust implements X509TrustManager {

  private static final Logger LOG = Logger.getLogger(AgentTrust.class);
  private static final String TO_CALL = "1.3.6.1.5.5.7.3.2";

  private final AgentAuthority authority;

  AgentTrust(AgentAuthority authority) {
    this.authority = authority;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    X509Certificate shown = chain[0];
    List<String> purposes = shown.getExtendedKeyUsage();
    boolean known =
        purposes != null
            && purposes.contains(TO_CALL)
            && authority.trusted().stream().anyMatch(ca -> isSignedBy(shown, ca));
    if (!known) {
      LOG.warnf(
          "CERTIFICATE_NOT_OURS: a connection showed a certificate of %s that no CA of agents"
              + " signed; it was refused",
          shown.getSubjectX500Principal().getName());
      throw new CertificateException("not signed by a CA of agents");
    }
  }

  private static boolean isSignedBy(X509Certificate shown, X509Certificate ca) {
    if (!shown.getIssuerX500Principal().equals(ca.getSubjectX500Principal())) {
      return false;
    }
    try {
      shown.verify(ca.getPublicKey());
      return true;
    } catch (GeneralSecurityException forged) {
      return false;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("this service calls nobody with these");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority.trusted().toArray(new X509Certificate[0]);
  }
}
