package dev.offshoot.installer.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request of an agent is let in, by the certificate its connection was made with. That a
 * CA of this service signed it has been checked before; everything else is looked up afresh at
 * every request, so that a revocation counts at once and no list of revoked certificates is needed.
 */
public enum AccessDecision {
  /** It is the agent of this host. */
  ADMITTED("", ""),
  /** The connection has no certificate. */
  NO_CERTIFICATE("CERTIFICATE_REQUIRED", "this call needs the certificate of an enrolled agent"),
  /** A certificate of one host, a call about another. */
  OTHER_HOST("CERTIFICATE_OF_ANOTHER_HOST", "the certificate is another host's"),
  /** The host has no agent with this key. */
  UNKNOWN_AGENT("UNKNOWN_AGENT", "no agent with this key is enrolled for this host"),
  /** Its time is over: the agent may ask for another with its key. */
  OVER("CERTIFICATE_EXPIRED", "the certificate is over; ask for another with the same key"),
  /** The host was released. */
  REVOKED("CERTIFICATE_REVOKED", "the host was given back, and its certificate was revoked");

  private final String code;
  private final String detail;

  AccessDecision(String code, String detail) {
    this.code = code;
    this.detail = detail;
  }

  /**
   * A certificate as a connection showed it.
   *
   * @param hostRequestId whose it is
   * @param publicKey its key, X.509 encoding, Base64
   * @param notAfter when it ends
   */
  public record Shown(String hostRequestId, String publicKey, Instant notAfter) {}

  /**
   * Decides about one request.
   *
   * @param shown the certificate of its connection
   * @param asked the host the request is about
   * @param boundKey the key of that host's agent; absent when none enrolled
   * @param revoked whether that host's identity was taken away
   * @param now time of this service
   */
  public static AccessDecision evaluate(
      @Nullable Shown shown,
      String asked,
      @Nullable String boundKey,
      boolean revoked,
      Instant now) {
    if (shown == null) {
      return NO_CERTIFICATE;
    }
    if (!shown.hostRequestId().equals(asked)) {
      return OTHER_HOST;
    }
    if (!shown.publicKey().equals(boundKey)) {
      return UNKNOWN_AGENT;
    }
    if (revoked) {
      return REVOKED;
    }
    return now.isAfter(shown.notAfter()) ? OVER : ADMITTED;
  }

  /** Stable code of a refusal. */
  public String code() {
    return code;
  }

  /** A sentence for whoever reads the agent's log. */
  public String detail() {
    return detail;
  }
}
