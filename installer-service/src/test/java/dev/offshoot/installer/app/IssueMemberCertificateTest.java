package dev.offshoot.installer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.MongodOptions;
import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.certificates.Authority;
import dev.offshoot.certificates.CertificateOrder;
import dev.offshoot.certificates.CertificateRequests;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import dev.offshoot.contracts.DeploymentTls;
import dev.offshoot.installer.InMemoryAgents;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A member of a set with split horizons is called by several names. */
class IssueMemberCertificateTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final CertificateOrder.Validity YEAR =
      new CertificateOrder.Validity(NOW, NOW.plus(Duration.ofDays(365)));

  private final KeyPair keys = Keys.generate();
  private final Authority authority = Authority.create("CN=members", YEAR);

  @Test
  void theAuthoritysCertificateNamesTheHostAndThoseOfItsHorizons() throws Exception {
    // When
    IssueMemberCertificate.Answer answer = asked("authority", "");

    // Then
    X509Certificate made =
        Pem.certificates(
                ((IssueMemberCertificate.Answer.Issued) answer).certificate().certificates())
            .getFirst();
    assertThat(made.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("db4.inside.net", "db4.public.net");
  }

  @Test
  void aCommandsCertificateThatNamesNoHorizonIsRefusedWithTheMissingHost() {
    // Given
    String single =
        Pem.write(
            List.of(
                authority.issue(
                    new CertificateOrder(
                        keys.getPublic(),
                        "CN=db4.inside.net",
                        List.of("db4.inside.net"),
                        CertificateOrder.Use.MEMBER,
                        BigInteger.TWO,
                        YEAR))));

    // When
    IssueMemberCertificate.Answer answer = asked("command", single);

    // Then
    assertThat(((IssueMemberCertificate.Answer.NotNow) answer).reason())
        .endsWith("does not name the host db4.public.net");
  }

  private IssueMemberCertificate.Answer asked(String from, String answered) {
    Agents agents = new InMemoryAgents();
    agents.expect(new Agents.Expected("h", "e", "hash", NOW));
    var unused = agents.issue("h", 1, goal(from));
    IssueMemberCertificate issue =
        new IssueMemberCertificate(
            agents,
            name -> Optional.of(Pem.write(authority.key()) + Pem.write(certificates())),
            new OneCertificate(),
            new Answering(answered),
            InstantSource.fixed(NOW));
    return issue.issue(
        "h", CertificateRequests.write(keys, "CN=db4.inside.net", List.of("db4.inside.net")));
  }

  private List<X509Certificate> certificates() {
    return List.of(authority.certificate());
  }

  private static Agents.StoredGoal goal(String from) {
    Goal run =
        new Goal.RunMongod(
            new MongodArtifact("6.0.5", "ab", 1, "binary"),
            "db4.inside.net:27017",
            "rs0",
            new MongodOptions(
                "wiredTiger", false, false, null, 200, 0.25, "secondary", 60L, Map.of()),
            null,
            List.of(),
            List.of(),
            new MongodTls(
                "requireTLS",
                "keyFile",
                true,
                false,
                List.of(),
                "CN=db4.inside.net",
                List.of("db4.public.net"),
                null),
            Map.of());
    return new Agents.StoredGoal(
        run,
        null,
        new DeploymentTls(
            "ca", null, new dev.offshoot.contracts.MemberCertificates(from, "issuer")),
        "set-1");
  }

  private record Answering(String pem) implements CertificateHooks {
    @Override
    public Made fromFiles(String host) {
      return new Made.Pem(pem);
    }

    @Override
    public Made fromCommand(String host, String request) {
      return new Made.Pem(pem);
    }
  }

  private static final class OneCertificate implements MemberCertificates {
    private String kept = "";

    @Override
    public Asked ask(String hostRequestId, String publicKey, String request) {
      return new Asked(publicKey, request, kept);
    }

    @Override
    public String keep(String hostRequestId, String certificates) {
      kept = certificates;
      return kept;
    }
  }
}
