package dev.offshoot.agent.adapter.http;

import dev.offshoot.agent.adapter.file.AgentKey;
import dev.offshoot.agent.protocol.AnswerHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * One HTTP/1.1 client over TLS 1.3 whose requests go one after another, so that there is one
 * connection. It shows the certificate it was made with, so it is made anew when there is another.
 */
final class SecureRequests {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final String base;
  private final KeptIdentity identity;
  private final AgentKey key;
  private final CertificateAge age = new CertificateAge();
  private HttpClient client;

  SecureRequests(String base, KeptIdentity identity, AgentKey key) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.identity = identity;
    this.key = key;
    this.client = client();
  }

  /** Shows the certificate, and trusts the CAs, that are kept by now. */
  void identityChanged() {
    HttpClient before = client;
    client = client();
    before.shutdown();
  }

  /** What is known of the age of the certificate that is shown. */
  CertificateAge age() {
    return age;
  }

  <T> HttpResponse<T> post(String path, byte[] body, BodyHandler<T> handler) throws IOException {
    return post(path, body, ANSWER, handler);
  }

  <T> HttpResponse<T> post(String path, byte[] body, Duration deadline, BodyHandler<T> handler)
      throws IOException {
    return send(request(path, deadline).POST(BodyPublishers.ofByteArray(body)), handler);
  }

  <T> HttpResponse<T> get(String path, Duration deadline, BodyHandler<T> handler)
      throws IOException {
    return send(request(path, deadline).GET(), handler);
  }

  private HttpRequest.Builder request(String path, Duration deadline) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(deadline)
        .header("Content-Type", "application/json");
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler)
      throws IOException {
    try {
      HttpResponse<T> response = client.send(request.build(), handler);
      learn(response.headers());
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void learn(HttpHeaders headers) {
    headers.firstValue(AnswerHeaders.SERVER_TIME).ifPresent(age::learnTime);
    headers.firstValue(AnswerHeaders.AUTHORITIES).ifPresent(age::learnAuthorities);
  }

  private HttpClient client() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(context())
        .sslParameters(parameters)
        .build();
  }

  private SSLContext context() {
    try {
      List<X509Certificate> shown = certificates(identity.certificate());
      String authorities = identity.authorities();
      age.of(shown, authorities);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {new ShownIdentity(key.privateKey(), shown)},
          new TrustManager[] {new AuthorityTrust(certificates(authorities))},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificates of this host cannot be used", e);
    }
  }

  private static List<X509Certificate> certificates(String pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
