package dev.offshoot.planner.domain.observed;

import dev.offshoot.planner.domain.Ordered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's TLS settings, as it told and as its certificate shows.
 *
 * @param allowConnectionsWithoutCertificates net.tls.allowConnectionsWithoutCertificates
 * @param disabledProtocols net.tls.disabledProtocols, in order
 * @param otherOptions further options below net.tls, by name
 * @param certificateSubject subject (RFC 2253) of the certificate it shows; absent when not seen
 * @param certificateEndsAt when that certificate ends
 */
public record MemberTls(
    boolean allowConnectionsWithoutCertificates,
    List<String> disabledProtocols,
    List<String> otherOptions,
    @Nullable String certificateSubject,
    @Nullable Instant certificateEndsAt) {

  /** Copies the lists; a missing one reads as empty. */
  public MemberTls {
    disabledProtocols = Ordered.list(disabledProtocols);
    otherOptions = Ordered.list(otherOptions);
  }
}
