package dev.offshoot.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Calls of state-service with the installation's token. */
public final class OffshootHttp {
  private static final Duration DEADLINE = Duration.ofSeconds(40);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;
  private final String token;

  /** With this bearer token; an empty one is not sent. */
  public OffshootHttp(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  /** The same with another token. */
  public OffshootHttp withToken(String other) {
    return new OffshootHttp(url, other);
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json);
  }

  /** Headers as name, value, name, value. */
  public Answer post(String path, String json, String... headers) {
    return send("POST", path, json, headers);
  }

  public Answer delete(String path) {
    return send("DELETE", path, "");
  }

  /**
   * One event of a stream.
   *
   * @param id number in the story, or empty
   * @param name kind of event, or empty
   * @param data its payload
   */
  public record StreamedEvent(String id, String name, String data) {
    /** The payload as JSON. */
    public JsonNode json() {
      return ContractJson.read(data, JsonNode.class);
    }
  }

  /** The first events of a server-sent stream, from behind an id unless it is empty. */
  public List<StreamedEvent> events(String path, String lastEventId, int count) {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream").GET();
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try (Stream<String> lines = client.send(request.build(), BodyHandlers.ofLines()).body()) {
      return firstEvents(lines.iterator(), count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static List<StreamedEvent> firstEvents(Iterator<String> lines, int count) {
    List<StreamedEvent> events = new ArrayList<>();
    String id = "";
    String name = "";
    StringBuilder data = new StringBuilder();
    while (events.size() < count && lines.hasNext()) {
      String line = lines.next();
      if (line.isEmpty() && !data.isEmpty()) {
        events.add(new StreamedEvent(id, name, data.toString()));
        name = "";
        data.setLength(0);
      } else if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      }
    }
    return events;
  }

  private Answer send(String method, String path, String json, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .timeout(DEADLINE)
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
