package dev.offshoot.certificates;

import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/**
 * A certificate that is to be signed.
 *
 * @param key whose it is
 * @param subject distinguished name as RFC 4514 writes it, such as {@code CN=db4,O=example}
 * @param names DNS names and IP addresses it is for; may be empty
 * @param use what its owner may do with it
 * @param serial number that the CA gives to no other certificate
 * @param validity from when to when, whole seconds
 */
public record CertificateOrder(
    PublicKey key,
    String subject,
    List<String> names,
    Use use,
    BigInteger serial,
    Validity validity) {

  /** Copies. */
  public CertificateOrder {
    names = List.copyOf(names);
  }

  /** What a certificate is good for. */
  public enum Use {
    /** To be called. */
    SERVER,
    /** To call. */
    CLIENT,
    /** Both, as a member of a replica set does. */
    MEMBER
  }

  /**
   * When a certificate holds.
   *
   * @param from first moment
   * @param until last moment
   */
  public record Validity(Instant from, Instant until) {}
}
