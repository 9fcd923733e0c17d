package dev.offshoot.state.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the audit is what was written: each entry carries a hash over itself, its number
 * and the hash before it. An entry that was changed, left out or put in between shows, and so does
 * a cut-off end to whoever knows an earlier last hash. Whoever may write to the store can make the
 * whole chain anew: that shows only against a hash that was kept elsewhere, such as in a log.
 */
public final class AuditChain {

  /** What stands before the first entry. */
  public static final String START = "0".repeat(64);

  private long number;
  private String last = START;
  private @Nullable Long broken;

  /**
   * One entry as it is stored.
   *
   * @param number its number, from 1
   * @param text its content
   * @param hash the hash it carries
   */
  public record Link(long number, String text, String hash) {}

  /**
   * What was found.
   *
   * @param entries how many entries follow one on the other
   * @param hash the hash of the last of them
   * @param broken number at which the chain breaks, or null when it does not
   */
  public record Verdict(long entries, String hash, @Nullable Long broken) {}

  /** The hash an entry carries. */
  public static String hash(String before, long number, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((before + "\n" + number + "\n").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Looks at the next entry, in the order of numbers. */
  public void next(Link link) {
    if (broken != null) {
      return;
    }
    if (link.number() != number + 1
        || !link.hash().equals(hash(last, link.number(), link.text()))) {
      broken = number + 1;
      return;
    }
    number = link.number();
    last = link.hash();
  }

  /** What was found so far. */
  public Verdict verdict() {
    return new Verdict(number, last, broken);
  }
}
