package dev.offshoot.agent.adapter.http;

import dev.offshoot.agent.adapter.file.AgentKey;
import dev.offshoot.agent.protocol.RequestSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * One HTTP/1.1 client whose requests go one after another, so that there is one connection.
 * Signatures are dated by installer-service's clock as its last answer told it: a host's wrong
 * clock must not lock it out.
 */
final class SignedRequests {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final String base;
  private final AgentKey key;
  private Duration ahead = Duration.ZERO;

  SignedRequests(String base, AgentKey key) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.key = key;
  }

  /** A request that carries no signature yet: enrolment. */
  <T> HttpResponse<T> post(String path, byte[] body, BodyHandler<T> handler) throws IOException {
    return send(
        request(path, Duration.ofSeconds(15)).POST(BodyPublishers.ofByteArray(body)), handler);
  }

  <T> HttpResponse<T> signedPost(String agent, String path, byte[] body, BodyHandler<T> handler)
      throws IOException {
    HttpRequest.Builder request =
        request(path, Duration.ofSeconds(45)).POST(BodyPublishers.ofByteArray(body));
    return send(sign(request, agent, "POST", path, body), handler);
  }

  <T> HttpResponse<T> signedGet(
      String agent, String path, Duration deadline, BodyHandler<T> handler) throws IOException {
    return send(sign(request(path, deadline).GET(), agent, "GET", path, new byte[0]), handler);
  }

  private HttpRequest.Builder request(String path, Duration deadline) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(deadline)
        .header("Content-Type", "application/json");
  }

  private HttpRequest.Builder sign(
      HttpRequest.Builder request, String agent, String method, String path, byte[] body) {
    String timestamp = Instant.now().plus(ahead).toString();
    String signature =
        RequestSignature.sign(
            key.privateKey(),
            new RequestSignature.Request(method, path, timestamp, RequestSignature.sha256(body)));
    return request
        .header(RequestSignature.AGENT_HEADER, agent)
        .header(RequestSignature.TIMESTAMP_HEADER, timestamp)
        .header(RequestSignature.SIGNATURE_HEADER, signature);
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler)
      throws IOException {
    try {
      HttpResponse<T> response = client.send(request.build(), handler);
      response.headers().firstValue(RequestSignature.SERVER_TIME_HEADER).ifPresent(this::learnTime);
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void learnTime(String text) {
    try {
      ahead = Duration.between(Instant.now(), Instant.parse(text));
    } catch (DateTimeException notATime) {
      ahead = Duration.ZERO;
    }
  }
}
