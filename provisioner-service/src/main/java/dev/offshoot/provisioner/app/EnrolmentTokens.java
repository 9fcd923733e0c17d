package dev.offshoot.provisioner.app;

import dev.offshoot.provisioner.domain.HostWork;
import dev.offshoot.stage.app.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time enrolment tokens: HMAC-SHA256 of a named key over host request id and attempt.
 * Recomputed whenever one is needed, never stored; only their SHA-256 is published.
 */
public final class EnrolmentTokens {

  /** Name of the secret that is the key; nobody else reads it. */
  public static final String KEY = "enrolment-key";

  private static final String ALGORITHM = "HmacSHA256";

  private final Secrets secrets;

  /** With the key from these secrets, looked up afresh every time. */
  public EnrolmentTokens(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The token of this host; nothing when the key is missing. */
  Optional<String> token(HostWork host) {
    return secrets
        .find(KEY)
        .filter(key -> !key.isBlank())
        .map(key -> hmac(key, host.id() + "/" + host.boot().attempt()));
  }

  /** What is published of a token. */
  static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
    }
  }
}
