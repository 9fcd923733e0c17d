package dev.offshoot.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an EC2 server and makes it behave as a cloud does on a bad day: refuses calls,
 * holds them, or holds their answers.
 */
public final class Ec2Gate implements AutoCloseable {

  private static final String NO_INSTANCES =
      "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
          + "<requestId>gate</requestId><reservationSet/></DescribeInstancesResponse>";

  private final URI server;
  private final HttpServer gate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Function<Call, Answer>> rules = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, HttpResponse<byte[]>> byToken = new HashMap<>();
  private volatile boolean honoursTokens;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A call.
   *
   * @param action such as RunInstances
   * @param parameters as sent
   */
  public record Call(String action, Map<String, String> parameters) {}

  /** What becomes of a call. */
  public sealed interface Answer {

    /** The server answers. */
    record Let() implements Answer {}

    /** It is refused like this; the server never hears of it. */
    record Refuse(int status, String code, String message) implements Answer {}

    /** It never arrives, and nothing is answered. */
    record Swallow() implements Answer {}

    /** The server does it, and nothing is answered. */
    record DoSilently() implements Answer {}

    /** The server answers, and its answer is held for so long. */
    record LetAfter(Duration held) implements Answer {}

    /** It is refused like this after so long; the server never hears of it. */
    record RefuseAfter(Duration held, int status, String code, String message) implements Answer {}

    /** A look at instances is answered as if there were none: EC2 shows what was made later. */
    record ShowNothing() implements Answer {}
  }

  private Ec2Gate(URI server) throws IOException {
    this.server = server;
    this.gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** Opens one before this server. */
  public static Ec2Gate before(URI server) throws IOException {
    Ec2Gate opened = new Ec2Gate(server);
    opened.gate.setExecutor(opened.threads);
    opened.gate.createContext("/", opened::handle);
    opened.gate.start();
    return opened;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + gate.getAddress().getPort());
  }

  /** From now on this decides what becomes of calls of this action. */
  public void rule(String action, Function<Call, Answer> rule) {
    rules.put(action, rule);
  }

  /**
   * From now on, as EC2 does it: a call with a ClientToken that was seen before makes nothing, and
   * is answered as the first one was.
   */
  public void honourTokens() {
    honoursTokens = true;
  }

  /** The actions that were called so far, each once, in alphabetical order. */
  public List<String> actions() {
    return calls.stream().map(Call::action).distinct().sorted().toList();
  }

  /** From now on the server answers everything. */
  public void open() {
    rules.clear();
  }

  /** The calls of this action so far, in their order. */
  public List<Call> calls(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> parameters = parameters(new String(body, StandardCharsets.UTF_8));
    Call call = new Call(parameters.getOrDefault("Action", ""), parameters);
    calls.add(call);
    Function<Call, Answer> rule = rules.get(call.action());
    switch (rule == null ? new Answer.Let() : rule.apply(call)) {
      case Answer.Let() -> reply(exchange, once(call, exchange, body));
      case Answer.Refuse(int status, String code, String message) ->
          reply(exchange, status, error(code, message).getBytes(StandardCharsets.UTF_8));
      case Answer.Swallow() -> untilClosed();
      case Answer.DoSilently() -> {
        var unused = once(call, exchange, body);
        untilClosed();
      }
      case Answer.LetAfter(Duration held) -> {
        HttpResponse<byte[]> response = forward(exchange, body);
        wait(held);
        reply(exchange, response);
      }
      case Answer.RefuseAfter(Duration held, int status, String code, String message) -> {
        wait(held);
        reply(exchange, status, error(code, message).getBytes(StandardCharsets.UTF_8));
      }
      case Answer.ShowNothing() ->
          reply(exchange, 200, NO_INSTANCES.getBytes(StandardCharsets.UTF_8));
    }
    exchange.close();
  }

  /** Forwards it; with {@link #honourTokens} only the first of a token. */
  private @Nullable HttpResponse<byte[]> once(Call call, HttpExchange exchange, byte[] body)
      throws IOException {
    String token = call.parameters().get("ClientToken");
    if (token == null || !honoursTokens) {
      return forward(exchange, body);
    }
    synchronized (byToken) {
      HttpResponse<byte[]> before = byToken.get(token);
      if (before != null) {
        return before;
      }
      HttpResponse<byte[]> response = forward(exchange, body);
      if (response != null && response.statusCode() == 200) {
        byToken.put(token, response);
      }
      return response;
    }
  }

  private void untilClosed() {
    wait(Duration.ofMinutes(10));
  }

  private void wait(Duration longest) {
    try {
      var unused = closed.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : List.of("Content-Type", "Authorization", "X-Amz-Date")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static void reply(HttpExchange exchange, @Nullable HttpResponse<byte[]> response)
      throws IOException {
    if (response != null) {
      reply(exchange, response.statusCode(), response.body());
    }
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String error(String code, String message) {
    return "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>gate</RequestID></Response>"
        .formatted(code, message);
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new TreeMap<>();
    List<String> pairs = new ArrayList<>(List.of(form.split("&")));
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  @Override
  public void close() {
    closed.countDown();
    gate.stop(0);
    threads.shutdownNow();
    client.close();
  }
}
