package dev.offshoot.agent.protocol;

/**
 * Why a call was refused (RFC 9457).
 *
 * @param code stable code
 * @param detail a sentence for people
 */
public record Problem(String code, String detail) {

  /** An agent's host was given back: its certificate is good for nothing any more. */
  public static final String CERTIFICATE_REVOKED = "CERTIFICATE_REVOKED";

  /** A certificate's time is over; its key may ask for another. */
  public static final String CERTIFICATE_EXPIRED = "CERTIFICATE_EXPIRED";
}
