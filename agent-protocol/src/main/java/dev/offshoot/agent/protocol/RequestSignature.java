package dev.offshoot.agent.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * How an enrolled agent signs a request: Ed25519 over method, path with query, timestamp and the
 * SHA-256 of the body, one per line. The three headers carry agent id, timestamp (ISO-8601) and
 * signature (Base64).
 */
public final class RequestSignature {

  /** Header with the agent's id. */
  public static final String AGENT_HEADER = "Offshoot-Agent";

  /** Header with the time of signing. */
  public static final String TIMESTAMP_HEADER = "Offshoot-Timestamp";

  /** Header with the signature. */
  public static final String SIGNATURE_HEADER = "Offshoot-Signature";

  /**
   * Header of every answer to an agent: the server's time, so that a host with a wrong clock can
   * still sign.
   */
  public static final String SERVER_TIME_HEADER = "Offshoot-Time";

  private static final String ALGORITHM = "Ed25519";

  private RequestSignature() {}

  /**
   * What is signed.
   *
   * @param method GET, POST, …
   * @param path path with query, as sent
   * @param timestamp ISO-8601
   * @param bodySha256 SHA-256 of the body, of no bytes when there is none
   */
  public record Request(String method, String path, String timestamp, String bodySha256) {
    byte[] canonical() {
      return (method + "\n" + path + "\n" + timestamp + "\n" + bodySha256)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The signature of a request, Base64. */
  public static String sign(PrivateKey key, Request request) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(request.canonical());
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with Ed25519", e);
    }
  }

  /** Whether the signature is the request's; false for everything that cannot be read. */
  public static boolean verify(String publicKey, Request request, String signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(publicKey(publicKey));
      verifier.update(request.canonical());
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Whether this is an Ed25519 public key in X.509 encoding, Base64. */
  public static boolean isPublicKey(String text) {
    try {
      return ALGORITHM.equals(publicKey(text).getAlgorithm())
          || "EdDSA".equals(publicKey(text).getAlgorithm());
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** SHA-256 of the bytes, hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static PublicKey publicKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
  }
}
