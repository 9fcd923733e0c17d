package dev.offshoot.installer.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A certificate an agent was given. It holds nothing secret.
 *
 * @param pem the certificate itself
 * @param serial its number, hexadecimal
 * @param authority which CA signed it
 * @param notBefore when it was signed
 * @param notAfter when it ends (wall time of this service)
 */
public record AgentCertificate(
    String pem, String serial, String authority, Instant notBefore, Instant notAfter) {

  /**
   * Whether it is given again instead of a new one: it is not half over, and of the CA that signs
   * now.
   */
  public boolean serves(Instant now, String signingAuthority) {
    Duration half = Duration.between(notBefore, notAfter).dividedBy(2);
    return authority.equals(signingAuthority) && now.isBefore(notBefore.plus(half));
  }
}
