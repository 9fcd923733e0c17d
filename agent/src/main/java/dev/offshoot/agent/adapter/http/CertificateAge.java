package dev.offshoot.agent.adapter.http;

import dev.offshoot.agent.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a certificate must be renewed: from two thirds of its life on, by the clock of
 * installer-service as its answers tell it; at once when there are other CAs to trust, or when it
 * was said to be over. The host's own clock is never asked.
 */
final class CertificateAge {

  private @Nullable X509Certificate certificate;
  private String authorities = "";
  private boolean due;

  /** Starts anew with this certificate and these CAs. */
  void of(List<X509Certificate> shown, String trusted) {
    certificate = shown.isEmpty() ? null : shown.getFirst();
    authorities = Sha256.of(trusted.getBytes(StandardCharsets.US_ASCII));
    due = false;
  }

  boolean isDue() {
    return due;
  }

  /** It was said to be over. */
  void over() {
    due = true;
  }

  void learnTime(String text) {
    X509Certificate shown = certificate;
    if (shown == null) {
      return;
    }
    try {
      Instant from = shown.getNotBefore().toInstant();
      Duration life = Duration.between(from, shown.getNotAfter().toInstant());
      due |= !Instant.parse(text).isBefore(from.plus(life.multipliedBy(2).dividedBy(3)));
    } catch (DateTimeException notATime) {
      // Another answer will tell.
    }
  }

  void learnAuthorities(String checksum) {
    due |= certificate != null && !checksum.equals(authorities);
  }
}
