package dev.offshoot.access.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: its hash, never itself. A token is 32 random bytes, so a plain SHA-256
 * says nothing about it. One that was removed stays in the list, so that the audit can tell.
 *
 * @param name who it was given to; stands in the audit
 * @param role what it allows
 * @param sha256 hash of the token, hexadecimal
 * @param added when and by whom it was made
 * @param removed when and by whom it was removed, or null while it counts
 */
public record ApiToken(
    String name, Role role, String sha256, Change added, @Nullable Change removed) {

  /** Name of the one token that every installation has; no other may have it. */
  public static final String INSTALLATION = "api-token";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * A change of the list.
   *
   * @param at when
   * @param by name of the operating system's user
   */
  public record Change(Instant at, String by) {}

  /** Whether this can be the name of a new token. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(INSTALLATION);
  }

  /** Whether it still counts. */
  public boolean counts() {
    return removed == null;
  }

  ApiToken without(Change change) {
    return new ApiToken(name, role, sha256, added, change);
  }

  Caller caller() {
    return new Caller(name, role);
  }

  /** The hash of a token, hexadecimal. */
  public static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether two tokens in clear are the same, compared by their hashes. */
  public static boolean sameToken(String one, String other) {
    return same(hash(one), hash(other));
  }

  /** Compares hashes in a time that tells nothing about where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
