package dev.offshoot.certificates;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with certificates and private keys in any order, as OpenSSL writes it. */
public final class Pem {

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final Pattern PART =
      Pattern.compile("-----BEGIN (?<kind>[A-Z0-9 ]+)-----(?<base64>[^-]*)-----END \\k<kind>-----");

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
   * Reads private keys (PKCS#8, without a password) and certificates; passes over the rest. The JDK
   * alone does it, so that a service which only reads carries no library for it.
   *
   * @throws IllegalArgumentException when a part cannot be read, or is a key in another form; its
   *     text is not repeated
   */
  public static Content read(String text) {
    List<PrivateKey> keys = new ArrayList<>();
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher part = PART.matcher(text);
    try {
      while (part.find()) {
        String kind = part.group("kind");
        if (kind.equals(KEY)) {
          keys.add(key(bytes(part)));
        } else if (kind.equals(CERTIFICATE)) {
          certificates.add(certificate(bytes(part)));
        } else if (kind.endsWith(KEY)) {
          throw new IllegalArgumentException(
              "it holds a key as \"%s\"; only \"%s\" without a password is read, which this makes of it: openssl pkcs8 -topk8 -nodes -in FILE"
                  .formatted(kind, KEY));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a part of the PEM text cannot be read");
    }
    return new Content(keys, certificates);
  }

  /**
   * The certificates in this text.
   *
   * @throws IllegalArgumentException when there is none, or one cannot be read
   */
  public static List<X509Certificate> certificates(String text) {
    List<X509Certificate> found = read(text).certificates();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("there is no certificate in it (PEM)");
    }
    return found;
  }

  private static byte[] bytes(Matcher part) {
    return Base64.getMimeDecoder().decode(part.group("base64"));
  }

  /** PKCS#8 names its algorithm within; the JDK wants to be told. */
  private static PrivateKey key(byte[] encoded) throws GeneralSecurityException {
    InvalidKeySpecException refused = new InvalidKeySpecException("no key");
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException another) {
        refused = another;
      }
    }
    throw refused;
  }

  /** Writes certificates one after another. */
  public static String write(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append(write(CERTIFICATE, certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a certificate cannot be written", e);
      }
    }
    return text.toString();
  }

  /** Writes a private key as PKCS#8, without a password: it belongs into a file of mode 0600. */
  public static String write(PrivateKey key) {
    return write(KEY, key.getEncoded());
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
