package dev.offshoot.installer.app;

/**
 * Which key a host's mongod asked a certificate for, and which it got: at most one for a host
 * request. Holds no key.
 */
public interface MemberCertificates {

  /**
   * Records who asks, before anybody is asked for a certificate; the first key stays.
   *
   * @param request as it came first (PEM)
   */
  Asked ask(String hostRequestId, String publicKey, String request);

  /** Keeps what was issued, unless there is one already; answers what is kept. */
  String keep(String hostRequestId, String certificates);

  /**
   * What is kept.
   *
   * @param publicKey whose certificate it is (X.509 encoding, Base64)
   * @param request the first request
   * @param certificates PEM; empty before one was issued
   */
  record Asked(String publicKey, String request, String certificates) {}
}
