package dev.offshoot.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings of a new mongod, as the set's.
 *
 * @param mode allowTLS, preferTLS or requireTLS
 * @param clusterAuthMode keyFile, sendKeyFile, sendX509 or x509
 * @param authorization whether access control is switched on by name, because no keyfile does it
 * @param allowConnectionsWithoutCertificates as the set
 * @param disabledProtocols as the set
 * @param subjectAttributes what the certificate's subject holds beside its CN (RFC 2253), as the
 *     members'; empty when nothing
 * @param memberCertificates where its certificate comes from
 */
public record PlanTls(
    String mode,
    String clusterAuthMode,
    boolean authorization,
    boolean allowConnectionsWithoutCertificates,
    List<String> disabledProtocols,
    String subjectAttributes,
    @Nullable MemberCertificates memberCertificates) {

  /** Copies the list; a missing one reads as empty. */
  public PlanTls {
    disabledProtocols = Ordered.list(disabledProtocols);
  }
}
