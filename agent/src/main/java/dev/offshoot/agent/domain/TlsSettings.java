package dev.offshoot.agent.domain;

import java.util.List;

/**
 * What mongod.conf has to say of TLS.
 *
 * @param mode net.tls.mode
 * @param clusterAuthMode security.clusterAuthMode; none to leave it out
 * @param authorization whether access control is switched on by name
 * @param allowConnectionsWithoutCertificates as named
 * @param disabledProtocols as named
 * @param certificateFile certificate and key
 * @param authoritiesFile CAFile
 */
public record TlsSettings(
    String mode,
    String clusterAuthMode,
    boolean authorization,
    boolean allowConnectionsWithoutCertificates,
    List<String> disabledProtocols,
    String certificateFile,
    String authoritiesFile) {

  /** Copies the list. */
  public TlsSettings {
    disabledProtocols = List.copyOf(disabledProtocols);
  }
}
