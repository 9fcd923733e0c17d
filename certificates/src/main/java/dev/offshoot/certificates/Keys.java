package dev.offshoot.certificates;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Keys on the curve P-256: small, quick, and known to everything that speaks TLS. */
public final class Keys {

  private static final String ALGORITHM = "EC";

  private Keys() {}

  /** A new key pair. */
  public static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no P-256", e);
    }
  }

  /**
   * Reads a public key in X.509 encoding, Base64.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PublicKey readPublic(String text) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key of the kind EC", e);
    }
  }

  /** Whether this is the private key of what the certificate certifies. */
  public static boolean belong(PrivateKey key, X509Certificate certificate) {
    byte[] text = {1};
    try {
      Signature signature = Signature.getInstance(Signatures.of(key));
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException notOfOneKind) {
      return false;
    }
  }

  /** Writes a public key in X.509 encoding, Base64. */
  public static String writePublic(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }
}
