package dev.offshoot.state.app;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.offshoot.contracts.DeploymentTls;
import dev.offshoot.contracts.MemberCertificates;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of TLS: true, false, or an object, which means true. Secrets are named.
 *
 * @param wanted whether members are reached by TLS; true when absent
 * @param ca secret with the certificates members are judged by
 * @param certificate secret with the certificate and key that Offshoot shows
 * @param memberCertificates where a new member's certificate comes from
 */
public record TlsBody(
    @Nullable Boolean wanted,
    @Nullable String ca,
    @Nullable String certificate,
    @Nullable MemberCertificates memberCertificates) {

  /** Absent means true. */
  @JsonCreator
  public TlsBody {
    wanted = wanted == null || wanted;
  }

  /** True or false alone. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TlsBody of(boolean wanted) {
    return new TlsBody(wanted, null, null, null);
  }

  @Nullable DeploymentTls named() {
    return ca == null && certificate == null && memberCertificates == null
        ? null
        : new DeploymentTls(ca, certificate, memberCertificates);
  }
}
