package dev.offshoot.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offshoot.certificates.CertificateOrder.Use;
import dev.offshoot.certificates.CertificateOrder.Validity;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorityTest {

  private static final Validity VALIDITY =
      new Validity(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

  private final Authority authority = Authority.create("CN=Offshoot CA", VALIDITY);

  @Test
  void aCertificateSaysWhoseItIsAndWhatFor() throws Exception {
    // Given
    KeyPair keys = Keys.generate();

    // When
    X509Certificate issued =
        authority.issue(
            new CertificateOrder(
                keys.getPublic(),
                "CN=db4,O=example",
                List.of("db4.example.com", "10.0.0.7"),
                Use.MEMBER,
                BigInteger.valueOf(77),
                VALIDITY));

    // Then
    issued.verify(authority.certificate().getPublicKey());
    assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=db4,O=example");
    assertThat(issued.getSerialNumber()).isEqualTo(77);
    assertThat(issued.getNotAfter().toInstant()).isEqualTo(VALIDITY.until());
    assertThat(issued.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "db4.example.com"), List.of(7, "10.0.0.7"));
    assertThat(issued.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.certificate().getBasicConstraints()).isZero();
  }

  @Test
  void whatIsWrittenAsPemIsReadBackAndNeverShown() {
    // When
    Pem.Content content =
        Pem.read(Pem.write(authority.key()) + Pem.write(List.of(authority.certificate())));

    // Then
    assertThat(content.keys()).containsExactly(authority.key());
    assertThat(content.certificates()).containsExactly(authority.certificate());
    assertThat(content).hasToString("Content[1 keys, 1 certificates]");
    assertThat(authority).hasToString("Authority[CN=Offshoot CA]");
  }

  @Test
  void aKeyOfAnotherFormOrOfAnotherCertificateIsRefusedWithWhatToDo() {
    // Given
    String certificate = Pem.write(List.of(authority.certificate()));
    String stranger = Pem.write(Keys.generate().getPrivate());
    String other = stranger.replace("PRIVATE KEY", "EC PRIVATE KEY");

    // Then
    assertThat(Identity.read(Pem.write(authority.key()) + certificate).certificate())
        .isEqualTo(authority.certificate());
    assertThatThrownBy(() -> Identity.read(stranger + certificate))
        .hasMessage("the key is not that of the first certificate");
    assertThatThrownBy(() -> Identity.read(certificate)).hasMessageContaining("one private key");
    assertThatThrownBy(() -> Identity.read(other + certificate))
        .hasMessageContaining("EC PRIVATE KEY")
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  @Test
  void aRequestIsTakenOnlyWhenItsKeySignedIt() {
    // Given
    KeyPair keys = Keys.generate();
    String request = CertificateRequests.write(keys, "CN=db4,O=example", List.of("db4"));
    KeyPair other = Keys.generate();
    String forged =
        CertificateRequests.write(
            new KeyPair(other.getPublic(), keys.getPrivate()), "CN=db4", List.of());

    // When
    CertificateRequests.Asked asked = CertificateRequests.read(request);

    // Then
    assertThat(asked.key()).isEqualTo(keys.getPublic());
    assertThat(asked.subject()).isEqualTo("CN=db4,O=example");
    assertThatThrownBy(() -> CertificateRequests.read(forged))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CertificateRequests.read("nothing"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
