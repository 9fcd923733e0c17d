package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.installer.domain.AccessDecision.Shown;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessDecisionTest {

  @ParameterizedTest(name = "{0} with {1} about {2} (key {3}, revoked {4}) at {5}: {6}")
  @CsvSource({
    "h1, k1, h1, k1, false, 10, ADMITTED",
    "h1, k1, h2, k2, false, 9, OTHER_HOST",
    "h1, k1, h1, k2, false, 9, UNKNOWN_AGENT",
    "h1, k1, h1, , false, 9, UNKNOWN_AGENT",
    "h1, k1, h1, k1, true, 9, REVOKED",
    "h1, k1, h1, k1, true, 11, REVOKED",
    "h1, k1, h1, k1, false, 11, OVER"
  })
  void onlyTheAgentOfTheHostIsLetIn(
      String host,
      String key,
      String asked,
      String bound,
      boolean revoked,
      long second,
      AccessDecision expected) {
    // When
    AccessDecision decision =
        AccessDecision.evaluate(
            new Shown(host, key, Instant.ofEpochSecond(10)),
            asked,
            bound,
            revoked,
            Instant.ofEpochSecond(second));

    // Then
    assertThat(decision).isEqualTo(expected);
  }

  @Test
  void nobodyIsLetInWithoutACertificate() {
    // When
    AccessDecision decision = AccessDecision.evaluate(null, "h1", "k1", false, Instant.EPOCH);

    // Then
    assertThat(decision).isEqualTo(AccessDecision.NO_CERTIFICATE);
    assertThat(decision.code()).isEqualTo("CERTIFICATE_REQUIRED");
  }

  @ParameterizedTest
  @CsvSource({"ca, 49, true", "ca, 50, false", "next, 1, false"})
  void aCertificateIsGivenAgainUntilItIsHalfOver(String signing, long second, boolean again) {
    // Given
    AgentCertificate certificate =
        new AgentCertificate("pem", "1", "ca", Instant.EPOCH, Instant.ofEpochSecond(100));

    // When
    boolean serves = certificate.serves(Instant.ofEpochSecond(second), signing);

    // Then
    assertThat(serves).isEqualTo(again);
  }
}
