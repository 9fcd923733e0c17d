package dev.offshoot.mongoadmin.app;

import dev.offshoot.certificates.Identity;
import dev.offshoot.certificates.Pem;
import org.jspecify.annotations.Nullable;

/**
 * How members are reached. Over TLS the member's certificate must be an authority's and name the
 * host that was asked for; there is no way to switch that off. Never shows a key.
 *
 * @param tls whether over TLS
 * @param authorities certificates (PEM) that members' certificates are judged by; the runtime's own
 *     when null
 * @param identity certificates, the own one first, and their key (PEM) to show; null for none
 */
public record Transport(boolean tls, @Nullable String authorities, @Nullable String identity) {

  /**
   * Reads both.
   *
   * @throws IllegalArgumentException without showing the text, when one cannot be read
   */
  public Transport {
    if (authorities != null) {
      var unused = Pem.certificates(authorities);
    }
    if (identity != null) {
      var unused = Identity.read(identity);
    }
  }

  /** In clear. */
  public static Transport clear() {
    return new Transport(false, null, null);
  }

  /** Over TLS. */
  public static Transport tls(@Nullable String authorities, @Nullable String identity) {
    return new Transport(true, authorities, identity);
  }

  @Override
  public String toString() {
    return tls ? "TLS" + (identity == null ? "" : " with a certificate (not shown)") : "in clear";
  }
}
