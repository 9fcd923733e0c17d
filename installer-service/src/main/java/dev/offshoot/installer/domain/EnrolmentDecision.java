package dev.offshoot.installer.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent may have a certificate: the first key that uses a token owns it for ever, and
 * needs no token from then on.
 */
public enum EnrolmentDecision {
  /** First use: bind the key. */
  BIND,
  /** The same key again: the same identity. */
  SAME,
  /** The token is not this host's: nothing is said about the host. */
  UNKNOWN_TOKEN,
  /** Another key has it: refuse and report. */
  OTHER_KEY,
  /** Its time is over. */
  EXPIRED,
  /** The identity was revoked. */
  REVOKED;

  /**
   * A host as it is known.
   *
   * @param boundKey key that used the token; absent before
   * @param tokenExpiresAt when the token ends (wall time); a bound key outlives it
   * @param revoked whether the host is gone
   */
  public record Host(@Nullable String boundKey, Instant tokenExpiresAt, boolean revoked) {}

  /**
   * Decides about a request whose proof holds.
   *
   * @param host the host it names
   * @param offeredKey key of the agent that asks
   * @param tokenFits whether it shows the token of this host
   * @param now the time
   */
  public static EnrolmentDecision evaluate(
      Host host, String offeredKey, boolean tokenFits, Instant now) {
    if (offeredKey.equals(host.boundKey())) {
      return host.revoked() ? REVOKED : SAME;
    }
    if (!tokenFits) {
      return UNKNOWN_TOKEN;
    }
    if (host.revoked()) {
      return REVOKED;
    }
    if (host.boundKey() != null) {
      return OTHER_KEY;
    }
    return now.isBefore(host.tokenExpiresAt()) ? BIND : EXPIRED;
  }
}
