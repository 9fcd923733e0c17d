package dev.offshoot.mongoadmin.app;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads certificates and keys as people keep them. No failure repeats the text. */
public final class Pem {

  private static final String RSA = "RSA";

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
    List<X509Certificate> found = new ArrayList<>();
    for (Object each : objects(pem)) {
      if (each instanceof X509CertificateHolder holder) {
        found.add(certificate(holder));
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("there is no certificate in it (PEM)");
    }
    return List.copyOf(found);
  }

  /**
   * The certificates and the key in this text, in any order.
   *
   * @throws IllegalArgumentException when one is missing, the key is encrypted, or not the first
   *     certificate's
   */
  public static Identity identity(String pem) {
    PrivateKey key = null;
    for (Object each : objects(pem)) {
      if (each instanceof PrivateKeyInfo || each instanceof PEMKeyPair) {
        key = key(each);
      }
    }
    if (key == null) {
      throw new IllegalArgumentException("there is no unencrypted private key in it (PEM)");
    }
    List<X509Certificate> certificates = certificates(pem);
    if (!belong(certificates.getFirst(), key)) {
      throw new IllegalArgumentException("the key is not that of the first certificate");
    }
    return new Identity(certificates, key);
  }

  private static List<Object> objects(String pem) {
    List<Object> objects = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
        objects.add(next);
      }
    } catch (IOException | RuntimeException unreadable) {
      throw new IllegalArgumentException("it cannot be read as PEM");
    }
    return objects;
  }

  private static X509Certificate certificate(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("a certificate in it cannot be read");
    }
  }

  private static PrivateKey key(Object parsed) {
    try {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      return parsed instanceof PEMKeyPair pair
          ? converter.getPrivateKey(pair.getPrivateKeyInfo())
          : converter.getPrivateKey((PrivateKeyInfo) parsed);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("the private key in it is of no kind known here");
    }
  }

  private static boolean belong(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case RSA -> "SHA256withRSA";
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
