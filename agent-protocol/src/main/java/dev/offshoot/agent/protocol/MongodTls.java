package dev.offshoot.agent.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a mongod, as the set's.
 *
 * @param mode allowTLS, preferTLS or requireTLS
 * @param clusterAuthMode keyFile, sendKeyFile, sendX509, x509 or none
 * @param authorization whether access control is on
 * @param allowConnectionsWithoutCertificates as the set
 * @param disabledProtocols as the set
 * @param subject the certificate's subject (RFC 2253)
 * @param otherHosts hosts beside the member's own that the certificate names, as of split horizons
 * @param authorities certificates (PEM) of the CAFile; put in when the goal is served
 */
public record MongodTls(
    String mode,
    String clusterAuthMode,
    boolean authorization,
    boolean allowConnectionsWithoutCertificates,
    List<String> disabledProtocols,
    String subject,
    List<String> otherHosts,
    @Nullable String authorities) {

  /** Copies the lists; an absent one reads as empty. */
  public MongodTls {
    disabledProtocols = disabledProtocols == null ? List.of() : List.copyOf(disabledProtocols);
    otherHosts = otherHosts == null ? List.of() : List.copyOf(otherHosts);
  }

  /** Whether a certificate is what members show each other. */
  public boolean provesByCertificate() {
    return clusterAuthMode.equals("sendX509") || clusterAuthMode.equals("x509");
  }

  /** The same with these authorities. */
  public MongodTls with(String pem) {
    return new MongodTls(
        mode,
        clusterAuthMode,
        authorization,
        allowConnectionsWithoutCertificates,
        disabledProtocols,
        subject,
        otherHosts,
        pem);
  }
}
