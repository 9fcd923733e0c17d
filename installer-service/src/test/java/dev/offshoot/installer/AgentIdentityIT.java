package dev.offshoot.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.AnswerHeaders;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.certificates.Pem;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.testbed.TestAuthority;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what is said to everybody else, by the packaged service over real TLS. */
class AgentIdentityIT {

  private static final String TOKEN = "the-one-time-token";
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  @TempDir private static Path folder;
  private static RunningInstaller installer;
  private static String authorities;

  private final String expansion = UUID.randomUUID().toString();
  private final String hostId = UUID.randomUUID().toString();
  private final HandMadeAgent agent = new HandMadeAgent(installer.agentsUrl(), authorities);

  @BeforeAll
  static void startAll() throws IOException {
    installer = new RunningInstaller(folder, Map.of());
    authorities = installer.catalogue().at("/agent/authorities").asText();
  }

  @AfterAll
  static void stopAll() {
    installer.close();
  }

  @Test
  void aTokenBringsOneCertificateAndTheSameKeyTheSameOne() throws Exception {
    // Given
    assertThat(agent.enrol(hostId, TOKEN).statusCode()).isEqualTo(404);
    expect(FAR);

    // When
    HttpResponse<String> first = enrolled(agent);
    HttpResponse<String> again = agent.enrol(hostId, "");
    agent.show(first);

    // Then
    assertThat(certificate(again)).isEqualTo(certificate(first));
    assertThat(certificate(first).getSubjectX500Principal().getName()).isEqualTo("CN=" + hostId);
    assertThat(goal(agent, hostId).statusCode()).isEqualTo(204);
    assertThat(report(agent, hostId).statusCode()).isEqualTo(204);
    assertThat(agent.enrol(hostId, "").statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenUsedWithAnotherKeyIsRefusedAndEndsTheExpansion() throws Exception {
    // Given
    expect(FAR);
    enrolled(agent);
    HandMadeAgent thief = new HandMadeAgent(installer.agentsUrl(), authorities);

    // When
    HttpResponse<String> second = thief.enrol(hostId, TOKEN);

    // Then
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(second.body()).contains("TOKEN_ALREADY_USED");
    JsonNode aborted = installer.await(expansion, EventType.EXPANSION_ABORTED);
    assertThat(aborted.at("/cause/code").asText()).isEqualTo("TOKEN_ALREADY_USED");
    assertThat(aborted.at("/cause/detail").asText()).contains(hostId);
    assertThat(installer.log()).contains("TOKEN_ALREADY_USED").doesNotContain(TOKEN);
  }

  @Test
  void aTokenThatHasEndedIsRefusedAndEndsTheExpansion() throws Exception {
    // Given
    expect(Instant.now().minusSeconds(1));

    // When
    HttpResponse<String> late = answered(agent);

    // Then
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.body()).contains("TOKEN_EXPIRED");
    JsonNode aborted = installer.await(expansion, EventType.EXPANSION_ABORTED);
    assertThat(aborted.at("/cause/code").asText()).isEqualTo("TOKEN_EXPIRED");
  }

  @Test
  void aReportWithoutCertificateOrWithAnotherHostsIsRefused() throws Exception {
    // Given
    expect(FAR);
    HttpResponse<String> answer = enrolled(agent);
    HandMadeAgent nobody = new HandMadeAgent(installer.agentsUrl(), authorities);
    agent.show(answer);

    // When
    HttpResponse<String> without = report(nobody, hostId);
    HttpResponse<String> forged = report(agent, UUID.randomUUID().toString());

    // Then
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.body()).contains("CERTIFICATE_REQUIRED");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("CERTIFICATE_OF_ANOTHER_HOST");
    assertThat(nobody.get("/artifacts/ab").body()).contains("CERTIFICATE_REQUIRED");
    assertThat(installer.log()).contains("CERTIFICATE_OF_ANOTHER_HOST: POST /agents/");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNotTaken() throws Exception {
    // Given
    expect(FAR);
    enrolled(agent);
    String name =
        Pem.read(authorities).certificates().getFirst().getSubjectX500Principal().getName();
    TestAuthority other = new TestAuthority(name.substring("CN=".length()));
    agent.show(other.toCall(hostId, agent.keys.getPublic(), Duration.ofDays(1)));

    // When, Then
    assertThatThrownBy(() -> report(agent, hostId)).isInstanceOf(IOException.class);
    assertThat(installer.log()).contains("CERTIFICATE_NOT_OURS");
  }

  @Test
  void aRequestSignedWithAnotherKeyIsRefused() throws Exception {
    // Given
    expect(FAR);
    enrolled(agent);
    String body =
        """
        {"hostRequestId":"%s","token":"%s","publicKey":"%s","proof":"AAAA"}"""
            .formatted(hostId, TOKEN, agent.publicKey());

    // When
    HttpResponse<String> forged = agent.post("/agents/enrolments", body);

    // Then
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("PROOF_INVALID");
  }

  @Test
  void aHostThatWasGivenBackIsRevokedAtOnce() throws Exception {
    // Given
    expect(FAR);
    agent.show(enrolled(agent));
    installer.publish(
        expansion,
        EventType.EXPANSION_ABORTED,
        new ExpansionAborted(
            expansion, Samples.deployment(), new Cause("x", "CANCELLED", "d", "r"), "someone"));
    installer.publish(
        expansion,
        EventType.MEMBER_REMOVED,
        new MemberRemoved(expansion, Samples.deployment(), List.of(), 1L, 1L));
    Awaitility.await()
        .atMost(RunningInstaller.SOON)
        .until(() -> goal(agent, hostId).body().contains("RemoveMongod"));

    // When
    assertThat(report(agent, hostId, AgentStatus.REMOVED, 3).statusCode()).isEqualTo(204);
    installer.await(expansion, EventType.BINARIES_REMOVED);

    // Then
    HttpResponse<String> revoked = goal(agent, hostId);
    assertThat(revoked.statusCode()).isEqualTo(403);
    assertThat(revoked.body()).contains("CERTIFICATE_REVOKED");
    assertThat(report(agent, hostId).body()).contains("CERTIFICATE_REVOKED");
    assertThat(agent.enrol(hostId, TOKEN).body()).contains("CERTIFICATE_REVOKED");
  }

  @Test
  void theTwoListenersHaveNothingInCommon() throws Exception {
    // When
    HandMadeAgent plain = new HandMadeAgent(installer.url(), authorities);

    // Then
    assertThat(plain.get("/agent-image").statusCode()).isEqualTo(404);
    assertThat(plain.enrol(hostId, TOKEN).statusCode()).isEqualTo(404);
    assertThat(plain.get("/agents/" + hostId + "/goal?after=0").statusCode()).isEqualTo(404);
    assertThat(plain.get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(agent.get("/q/health/ready").statusCode()).isEqualTo(404);
    assertThat(agent.get("/q/metrics").statusCode()).isEqualTo(404);
    assertThat(agent.get("/artifacts").statusCode()).isEqualTo(404);
  }

  @Test
  void anAuthorityIsFollowedByAnotherWhileAgentsGoOn() throws Exception {
    // Given
    expect(FAR);
    HttpResponse<String> first = enrolled(agent);
    agent.show(first);
    TestAuthority next = new TestAuthority("Next");
    Path secret = folder.resolve("secrets/agent-ca");
    String before = Files.readString(secret);

    // When the new one is put in front of the old one
    Files.writeString(secret, next.secret() + before);
    String told = toldAuthorities();
    Awaitility.await().atMost(RunningInstaller.SOON).until(() -> !toldAuthorities().equals(told));

    // Then the old certificate is good, and the next one is of the new authority
    assertThat(goal(agent, hostId).statusCode()).isEqualTo(204);
    HttpResponse<String> renewed = agent.enrol(hostId, "");
    certificate(renewed).verify(Pem.read(next.pem()).certificates().getFirst().getPublicKey());
    assertThat(ContractJson.read(renewed.body(), EnrolmentAnswer.class).authorities())
        .contains(next.pem())
        .contains(authorities.strip());
    agent.show(renewed);
    assertThat(goal(agent, hostId).statusCode()).isEqualTo(204);
    assertThat(certificate(agent.enrol(hostId, ""))).isEqualTo(certificate(renewed));
    Files.writeString(secret, before);
    agent.show(first);
    // An agent of the next test must not be given a certificate of an authority that is leaving.
    Awaitility.await().atMost(RunningInstaller.SOON).until(() -> toldAuthorities().equals(told));
  }

  @Test
  void nothingOlderThanTls13IsSpoken() throws Exception {
    // Given
    SSLContext context = TestAuthority.context(null, null, authorities);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", installer.agentsPort)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});

      // When, Then
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void theKeyOfTheAuthorityIsInOneFileThatOthersCannotRead() throws Exception {
    // Given
    Path secret = folder.resolve("secrets/agent-ca");
    String key = Files.readString(secret).split("PRIVATE KEY-----")[1].lines().toList().get(1);

    // Then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(key).hasSizeGreaterThan(40);
    assertThat(installer.log()).doesNotContain(key);
    assertThat(installer.eventsText()).doesNotContain(key);
    assertThat(authorities).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE");
  }

  private void expect(Instant tokenEnds) throws Exception {
    ProvisionedHost host =
        Samples.host(hostId, 1, "127.0.0.1:1", Sha256.of(TOKEN.getBytes(StandardCharsets.UTF_8)));
    ProvisionedHost ending =
        new ProvisionedHost(
            host.hostRequestId(),
            host.memberId(),
            host.provider(),
            host.site(),
            host.address(),
            host.providerReference(),
            host.tokenHash(),
            tokenEnds,
            host.claimed());
    installer.publish(
        expansion, EventType.RESOURCE_PROVISIONED, installer.provisioned(expansion, ending));
  }

  private HttpResponse<String> enrolled(HandMadeAgent who) throws Exception {
    HttpResponse<String> answer = answered(who);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  /** The first answer that is not "not yet". */
  private HttpResponse<String> answered(HandMadeAgent who) throws Exception {
    Awaitility.await()
        .atMost(RunningInstaller.SOON)
        .until(() -> who.enrol(hostId, TOKEN).statusCode() != 404);
    return who.enrol(hostId, TOKEN);
  }

  private String toldAuthorities() throws Exception {
    return goal(agent, hostId).headers().firstValue(AnswerHeaders.AUTHORITIES).orElseThrow();
  }

  private static X509Certificate certificate(HttpResponse<String> answer) {
    return Pem.read(ContractJson.read(answer.body(), EnrolmentAnswer.class).certificate())
        .certificates()
        .getFirst();
  }

  private static HttpResponse<String> goal(HandMadeAgent who, String host) throws Exception {
    return who.get("/agents/" + host + "/goal?after=0&wait=0ms");
  }

  private static HttpResponse<String> report(HandMadeAgent who, String host) throws Exception {
    return report(who, host, AgentStatus.PROFILED, 0);
  }

  private static HttpResponse<String> report(
      HandMadeAgent who, String host, AgentStatus status, long generation) throws Exception {
    return who.post(
        "/agents/" + host + "/reports",
        ContractJson.text(Samples.report(generation, status, null)));
  }
}
