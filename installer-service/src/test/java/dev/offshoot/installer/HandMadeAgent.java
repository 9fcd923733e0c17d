package dev.offshoot.installer;

import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.KeyProof;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.testbed.TestAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Whoever calls as an agent would: the tests decide with which key and which certificate. */
final class HandMadeAgent {

  final KeyPair keys = Keys.generate();
  private final String url;
  private final String trusted;
  private HttpClient client;

  /** Calls this address, trusting these CA certificates; it has no certificate yet. */
  HandMadeAgent(String url, String trusted) {
    this.url = url;
    this.trusted = trusted;
    this.client = client(null);
  }

  String publicKey() {
    return Keys.writePublic(keys.getPublic());
  }

  /** Shows this certificate from now on. */
  void show(@Nullable X509Certificate certificate) {
    client = client(certificate);
  }

  /** Shows the certificate of this answer from now on. */
  void show(HttpResponse<String> answer) {
    EnrolmentAnswer read = ContractJson.read(answer.body(), EnrolmentAnswer.class);
    show(Pem.read(read.certificate()).certificates().getFirst());
  }

  HttpResponse<String> enrol(String host, String token) throws Exception {
    return post(
        "/agents/enrolments",
        ContractJson.text(
            new Enrolment(
                host,
                new Secret(token),
                publicKey(),
                KeyProof.sign(keys.getPrivate(), host, publicKey()))));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
  }

  private HttpClient client(@Nullable X509Certificate certificate) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(TestAuthority.context(keys.getPrivate(), certificate, trusted))
        .build();
  }
}
