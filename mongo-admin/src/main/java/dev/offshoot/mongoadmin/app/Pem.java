package dev.offshoot.mongoadmin.app;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates and keys as people put them into secrets. No failure repeats the text. */
public final class Pem {

  private Pem() {}

  /**
   * Certificates with the key of the first of them.
   *
   * @param certificates the own one first, then those that lead to an authority
   * @param key its private key
   */
  public record Identity(List<X509Certificate> certificates, PrivateKey key) {

    /** Copies the list. */
    public Identity {
      certificates = List.copyOf(certificates);
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

  /**
   * The certificates in this text.
   *
   * @throws IllegalArgumentException when there is none, or one cannot be read
   */
  public static List<X509Certificate> certificates(String pem) {
    List<X509Certificate> found = dev.offshoot.certificates.Pem.read(pem).certificates();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("there is no certificate in it (PEM)");
    }
    return found;
  }

  /**
   * The certificates and the key in this text, in any order.
   *
   * @throws IllegalArgumentException when one is missing, the key is encrypted, or not the first
   *     certificate's
   */
  public static Identity identity(String pem) {
    List<PrivateKey> keys = dev.offshoot.certificates.Pem.read(pem).keys();
    if (keys.size() != 1) {
      throw new IllegalArgumentException("there is not just one unencrypted private key in it");
    }
    List<X509Certificate> certificates = certificates(pem);
    if (!belong(certificates.getFirst(), keys.getFirst())) {
      throw new IllegalArgumentException("the key is not that of the first certificate");
    }
    return new Identity(certificates, keys.getFirst());
  }

  private static boolean belong(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC", "ECDSA" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    try {
      byte[] probe = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException other) {
      return false;
    }
  }
}
