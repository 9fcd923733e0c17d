package dev.offshoot.certificates;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

/** Numbers of certificates, told from what they are for: signing twice makes no two numbers. */
public final class SerialNumber {

  /** Positive, and short enough for everybody (RFC 5280 allows 20 bytes). */
  private static final int BITS = 126;

  private SerialNumber() {}

  /** The same purpose and key have the same number, and no others do. */
  public static BigInteger of(String what, PublicKey key) {
    byte[] text = (what + "\n" + Keys.writePublic(key)).getBytes(StandardCharsets.UTF_8);
    try {
      BigInteger hash = new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text));
      return hash.shiftRight(256 - BITS).setBit(BITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
