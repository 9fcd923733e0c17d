package dev.offshoot.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.offshoot.contracts.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Calls to one service with the bearer token, each with a deadline. */
public final class HttpCalls {
  /** Enough for an observation of a set with silent members. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(30);

  /** For the audit. */
  private static final String CALLER = System.getProperty("user.name", "cli");

  private static final int FIRST_ERROR = 400;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;
  private final String token;

  public HttpCalls(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  public URI url() {
    return url;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, Object body, Map<String, String> headers) {
    HttpRequest.Builder request = json(path).POST(text(body));
    headers.forEach(request::header);
    return send(request);
  }

  public Answer put(String path, Object body) {
    return send(json(path).PUT(text(body)));
  }

  /** Sends a file's bytes. */
  public Answer upload(String path, BodyPublisher content) {
    return send(
        request(path)
            .timeout(UPLOAD_DEADLINE)
            .header("Content-Type", "application/octet-stream")
            .PUT(content));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Opens a stream of lines, as server-sent events are; the caller closes it. */
  public Stream<String> lines(String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    headers.forEach(request::header);
    try {
      HttpResponse<Stream<String>> response =
          client.send(request.GET().build(), BodyHandlers.ofLines());
      if (response.statusCode() >= FIRST_ERROR) {
        response.body().close();
        throw new CallRefused(response.statusCode(), MissingNode.getInstance(), "GET " + path);
      }
      return response.body();
    } catch (IOException e) {
      throw new ServiceSilent(url, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A path segment or query value. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      JsonNode body = parse(response.body());
      if (response.statusCode() >= FIRST_ERROR) {
        throw new CallRefused(
            response.statusCode(), body, request.method() + " " + request.uri().getPath());
      }
      return new Answer(response.statusCode(), body);
    } catch (IOException e) {
      throw new ServiceSilent(url, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(resolve(path))
        .timeout(DEADLINE)
        .header("Authorization", "Bearer " + token)
        .header("Offshoot-Caller", CALLER)
        .header("Accept", "application/json");
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private URI resolve(String path) {
    return URI.create(url + path);
  }

  private static BodyPublisher text(Object body) {
    return BodyPublishers.ofString(ContractJson.text(body));
  }

  private static JsonNode parse(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : ContractJson.LENIENT.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted during a call", e);
  }
}
