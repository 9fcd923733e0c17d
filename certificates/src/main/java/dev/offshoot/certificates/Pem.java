package dev.offshoot.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Text with certificates and private keys in any order, as OpenSSL writes it. */
public final class Pem {

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /**
   * What a text holds, in its order.
   *
   * @param keys private keys; never shown
   * @param certificates certificates
   */
  public record Content(List<PrivateKey> keys, List<X509Certificate> certificates) {
    /** Copies. */
    public Content {
      keys = List.copyOf(keys);
      certificates = List.copyOf(certificates);
    }

    @Override
    public String toString() {
      return "Content[" + keys.size() + " keys, " + certificates.size() + " certificates]";
    }
  }

  /**
   * Reads PKCS#8 and EC private keys without a password, and certificates; passes over the rest.
   *
   * @throws IllegalArgumentException when a part cannot be read; its text is not repeated
   */
  public static Content read(String text) {
    List<PrivateKey> keys = new ArrayList<>();
    List<X509Certificate> certificates = new ArrayList<>();
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        switch (part) {
          case PrivateKeyInfo key -> keys.add(converter.getPrivateKey(key));
          case PEMKeyPair pair -> keys.add(converter.getKeyPair(pair).getPrivate());
          case org.bouncycastle.cert.X509CertificateHolder certificate ->
              certificates.add(certificate(certificate.getEncoded()));
          default -> {}
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("a part of the PEM text cannot be read");
    }
    return new Content(keys, certificates);
  }

  /** Writes certificates one after another. */
  public static String write(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append(write("CERTIFICATE", certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a certificate cannot be written", e);
      }
    }
    return text.toString();
  }

  /** Writes a private key as PKCS#8, without a password: it belongs into a file of mode 0600. */
  public static String write(PrivateKey key) {
    return write("PRIVATE KEY", key.getEncoded());
  }

  static String write(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, LINES.encodeToString(bytes), kind);
  }

  static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
