package dev.offshoot.agent.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Shows that whoever asks for a certificate holds the private key: an ECDSA signature over host
 * request and public key. It may be read and sent again by others without harm, because all it can
 * bring is the certificate of that same key.
 */
public final class KeyProof {

  private static final String SIGNATURE = "SHA256withECDSA";

  private KeyProof() {}

  /** The proof, Base64. */
  public static String sign(PrivateKey key, String hostRequestId, String publicKey) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(key);
      signature.update(text(hostRequestId, publicKey));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with ECDSA", e);
    }
  }

  /** Whether the proof is of the key it comes with; false for everything that cannot be read. */
  public static boolean holds(Enrolment enrolment) {
    try {
      PublicKey key =
          KeyFactory.getInstance("EC")
              .generatePublic(
                  new X509EncodedKeySpec(Base64.getDecoder().decode(enrolment.publicKey())));
      Signature verifier = Signature.getInstance(SIGNATURE);
      verifier.initVerify(key);
      verifier.update(text(enrolment.hostRequestId(), enrolment.publicKey()));
      return verifier.verify(Base64.getDecoder().decode(enrolment.proof()));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static byte[] text(String hostRequestId, String publicKey) {
    return ("offshoot certificate request\n" + hostRequestId + "\n" + publicKey)
        .getBytes(StandardCharsets.UTF_8);
  }
}
