package dev.offshoot.installer.adapter.tls;

import dev.offshoot.certificates.Authority;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The CAs of one secret: PEM with one CA certificate and its key, or, while one CA follows another,
 * more of both. The first that has its key signs agents' certificates, so a new CA is put in front.
 * The last that has its key signs the certificate of this service, because every agent knows it
 * already. All that are not over are trusted.
 *
 * @param signing signs for agents
 * @param serving signs for this service
 * @param trusted by agents and by this service
 */
record AuthorityBundle(Authority signing, Authority serving, List<X509Certificate> trusted) {

  AuthorityBundle {
    trusted = List.copyOf(trusted);
  }

  /**
   * Reads the secret.
   *
   * @throws IllegalArgumentException when it holds no CA with its key that is not over
   */
  static AuthorityBundle read(String name, String secret, Instant now) {
    Pem.Content content = Pem.read(secret);
    List<X509Certificate> living =
        content.certificates().stream()
            .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(now))
            .filter(certificate -> certificate.getBasicConstraints() >= 0)
            .toList();
    List<Authority> signers = new ArrayList<>();
    for (X509Certificate certificate : living) {
      content.keys().stream()
          .filter(key -> Keys.belong(key, certificate))
          .findFirst()
          .ifPresent(key -> signers.add(new Authority(key, certificate)));
    }
    if (signers.isEmpty()) {
      throw new IllegalArgumentException(
          "the secret "
              + name
              + " (offshoot.installer.ca-secret) holds no CA certificate that is not over together"
              + " with its private key, both as PEM");
    }
    return new AuthorityBundle(signers.getFirst(), signers.getLast(), living);
  }
}
