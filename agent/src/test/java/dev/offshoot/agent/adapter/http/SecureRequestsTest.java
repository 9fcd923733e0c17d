package dev.offshoot.agent.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.offshoot.agent.adapter.file.AgentKey;
import dev.offshoot.agent.protocol.AnswerHeaders;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import dev.offshoot.testbed.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent takes for installer-service, and when it asks for another certificate. */
class SecureRequestsTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestAuthority authority = new TestAuthority("Agents");
  private final Path folder;
  private final HttpsServer server;

  SecureRequestsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServiceOfTheRightNameAndAuthorityIsTalkedTo() throws Exception {
    // When
    int status = status("127.0.0.1", authority.pem());

    // Then
    assertThat(status).isEqualTo(200);
  }

  @Test
  void aServiceOfAnotherNameIsNot() {
    // When, Then
    assertThatThrownBy(() -> status("127.0.0.2", authority.pem())).isInstanceOf(IOException.class);
  }

  @Test
  void aServiceOfAnotherAuthorityOfTheSameNameIsNot() {
    // Given
    String other = new TestAuthority("Agents").pem();

    // When, Then
    assertThatThrownBy(() -> status("127.0.0.1", other)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest(name = "{0} s of 90 s over, authorities changed {1}: due {2}")
  @CsvSource({"59, false, false", "60, false, true", "1, true, true"})
  void aCertificateIsDueByTheServersClockOrWhenAuthoritiesChange(
      long over, boolean changed, boolean due) {
    // Given
    X509Certificate certificate =
        authority.toCall("h", Keys.generate().getPublic(), Duration.ofSeconds(30));
    Instant from = certificate.getNotBefore().toInstant();
    CertificateAge age = new CertificateAge();
    age.of(List.of(certificate), "PEM");

    // When
    age.learnTime(from.plusSeconds(over).toString());
    age.learnAuthorities(
        Sha256.of((changed ? "OTHER" : "PEM").getBytes(StandardCharsets.US_ASCII)));

    // Then
    assertThat(Duration.between(from, certificate.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(age.isDue()).isEqualTo(due);
  }

  private int status(String servedName, String trusted) throws IOException {
    startServer(servedName);
    AgentKey key = AgentKey.kept(folder.resolve("identity.key"));
    X509Certificate own =
        authority.toCall("h", Keys.readPublic(key.publicKey()), Duration.ofDays(1));
    String url = "https://127.0.0.1:" + server.getAddress().getPort();
    Identity identity = new Identity(Pem.write(List.of(own)), trusted);
    return new SecureRequests(url, identity, key)
        .get("/x", SOON, BodyHandlers.discarding())
        .statusCode();
  }

  private void startServer(String servedName) {
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serving(servedName)));
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set(AnswerHeaders.SERVER_TIME, Instant.now().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  private record Identity(String certificate, String authorities) implements KeptIdentity {
    @Override
    public String hostRequestId() {
      return "h";
    }

    @Override
    public String token() {
      return "";
    }

    @Override
    public String agentId() {
      return "h";
    }

    @Override
    public void keep(EnrolmentAnswer answer) {
      throw new IllegalStateException("nobody enrols here");
    }
  }
}
