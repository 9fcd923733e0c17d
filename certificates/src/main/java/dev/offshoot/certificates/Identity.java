package dev.offshoot.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates with the key of the first of them, as somebody shows them who speaks TLS.
 *
 * @param certificates the own one first, then those that lead to an authority
 * @param key its private key; never shown
 */
public record Identity(List<X509Certificate> certificates, PrivateKey key) {

  /** Copies the list. */
  public Identity {
    certificates = List.copyOf(certificates);
  }

  /**
   * The certificates and the key in this text, in any order.
   *
   * @throws IllegalArgumentException when one is missing, or the key is not the first
   *     certificate's; the text is not repeated
   */
  public static Identity read(String pem) {
    Pem.Content content = Pem.read(pem);
    if (content.keys().size() != 1) {
      throw new IllegalArgumentException("there is not just one private key in it (PEM)");
    }
    Identity identity = new Identity(Pem.certificates(pem), content.keys().getFirst());
    if (!Keys.belong(identity.key(), identity.certificate())) {
      throw new IllegalArgumentException("the key is not that of the first certificate");
    }
    return identity;
  }

  /** The own certificate. */
  public X509Certificate certificate() {
    return certificates.getFirst();
  }

  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().getName() + " (key not shown)";
  }
}
