package dev.offshoot.agent.adapter.http;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/**
 * Takes for installer-service only what a CA of the user-data, or of an answer since, signed to be
 * called; that the name is the one called is checked by the JDK beside it. No date is judged: a
 * host may boot with any clock, and a certificate whose key was stolen is got rid of by another CA,
 * not by waiting.
 */
final class AuthorityTrust implements X509TrustManager {

  private static final String TO_BE_CALLED = "1.3.6.1.5.5.7.3.1";

  private final List<X509Certificate> authorities;

  AuthorityTrust(List<X509Certificate> authorities) {
    this.authorities = List.copyOf(authorities);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    X509Certificate shown = chain[0];
    List<String> purposes = shown.getExtendedKeyUsage();
    if (purposes == null || !purposes.contains(TO_BE_CALLED)) {
      throw new CertificateException(
          "the certificate of " + shown.getSubjectX500Principal() + " is not one of a service");
    }
    if (authorities.stream().noneMatch(authority -> isSignedBy(shown, authority))) {
      throw new CertificateException(
          "the certificate of "
              + shown.getSubjectX500Principal()
              + " was signed by "
              + shown.getIssuerX500Principal()
              + ", which this host does not trust");
    }
  }

  private static boolean isSignedBy(X509Certificate shown, X509Certificate authority) {
    if (authority.getBasicConstraints() < 0
        || !shown.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
      return false;
    }
    try {
      shown.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException forged) {
      return false;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("nobody calls an agent");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.toArray(new X509Certificate[0]);
  }
}
