package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offshoot.cli.SamplePlan;
import dev.offshoot.contracts.ContractJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Speaks state-service's HTTP as the design has it: an expansion goes through a script of statuses,
 * one further at each look once it was approved.
 */
final class StubStateService implements AutoCloseable {
  static final String ID = "6b1f3f0e-0000-5000-8000-000000000001";
  static final String TOKEN = "the-token";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> before;
  private final List<String> after;
  private int looks;
  private boolean approved;
  private long configVersion = 41;
  private Consumer<ObjectNode> planned = plan -> {};

  /**
   * A service.
   *
   * @param before statuses until the approval
   * @param after statuses from the approval on; the last one stays
   */
  StubStateService(List<String> before, List<String> after) throws IOException {
    this.before = before;
    this.after = after;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Method, path and body of every call but looks at the story. */
  List<String> calls() {
    return new ArrayList<>(calls);
  }

  /** The set moves: plans from now on are about another configuration. */
  synchronized void move() {
    configVersion++;
  }

  /** Plans are changed so. */
  synchronized void plan(Consumer<ObjectNode> change) {
    planned = change;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      reply(exchange, 401, "{\"code\":\"UNAUTHORIZED\",\"detail\":\"no token\"}");
      return;
    }
    if (call.endsWith("/events")) {
      reply(exchange, 200, "id: 1\ndata: {}\n\n");
      return;
    }
    calls.add(call + " " + body);
    switch (call) {
      case "POST /expansions" -> {
        restart();
        reply(exchange, 202, "{\"id\":\"" + ID + "\"}");
      }
      case "GET /expansions" -> reply(exchange, 200, "[" + expansion("PLANNED", 41) + "]");
      case "GET /expansions/" + ID -> reply(exchange, 200, look());
      case "POST /expansions/" + ID + "/approval" -> {
        approve();
        reply(exchange, 202, "");
      }
      case "POST /expansions/" + ID + "/cancellation" -> reply(exchange, 202, "");
      case "PUT /deployments/orders" -> reply(exchange, 201, "{}");
      case "GET /hosts", "GET /hosts/leftovers", "GET /audit", "GET /deployments" ->
          reply(exchange, 200, "[]");
      case "POST /hosts/m1/detachment" -> reply(exchange, 202, "{\"host\":\"h3\"}");
      case "DELETE /hosts/leftovers/vol-1" -> reply(exchange, 202, "{\"hostRequestId\":\"h1\"}");
      case "DELETE /hosts/leftovers/vol-2" -> reply(exchange, 202, "{\"hostRequestId\":\"h2\"}");
      case "GET /hosts/leftovers/removals" ->
          reply(
              exchange,
              200,
              "[{\"hostRequestId\":\"h1\",\"state\":\"REMOVED\"},"
                  + "{\"hostRequestId\":\"h2\",\"state\":\"REFUSED\",\"cause\":{\"code\":"
                  + "\"LEFTOVER_HAS_DATA\",\"detail\":\"it has data\",\"remedy\":\"look\"}}]");
      default ->
          reply(
              exchange,
              404,
              "{\"code\":\"NOT_FOUND\",\"detail\":\"there is no such thing\",\"remedy\":\"look"
                  + " again\"}");
    }
  }

  private synchronized void restart() {
    looks = 0;
    approved = false;
  }

  private synchronized void approve() {
    looks = 0;
    approved = true;
  }

  private synchronized String look() {
    List<String> script = approved ? after : before;
    String status = script.get(Math.min(looks, script.size() - 1));
    looks++;
    return expansion(status, configVersion);
  }

  private synchronized String expansion(String status, long version) {
    ObjectNode plan = SamplePlan.json();
    ((ObjectNode) plan.path("basis")).put("configVersion", version);
    planned.accept(plan);
    ObjectNode view = ContractJson.LENIENT.createObjectNode();
    view.put("id", ID).put("deployment", "orders").put("status", status);
    view.putObject("requested").put("deployment", "orders").put("approval", "plan-only");
    if (!status.equals("REJECTED") && !status.equals("REQUESTED")) {
      view.set("plan", plan);
    }
    boolean copying = status.equals("SYNCHRONIZING");
    view.putArray("steps")
        .addObject()
        .put("name", "provision")
        .put("status", copying || status.equals("COMPLETED") ? "DONE" : "PENDING")
        .put("startedAt", "2026-03-01T10:02:11Z")
        .put("finishedAt", "2026-03-01T10:02:14Z");
    view.withArray("steps")
        .addObject()
        .put("name", "synchronize")
        .put("status", copying ? "RUNNING" : "PENDING");
    if (copying) {
      view.putObject("progress").put("bytesCopied", 50).put("bytesTotal", 100);
    }
    view.putArray("members").addObject().put("id", 7).put("address", "db4:27017").put("state", "S");
    if (List.of("REJECTED", "ROLLED_BACK", "NEEDS_ATTENTION").contains(status)) {
      view.putObject("failure")
          .put("step", "plan")
          .put("code", "NO_PRIMARY")
          .put("detail", "orders has no primary")
          .put("remedy", "wait for one");
    }
    view.putObject("proof")
        .put("comparedWith", "db2:27017")
        .put("markedWriteSeenAfter", "PT0.2S")
        .putArray("namespaces")
        .addObject()
        .put("name", "shop.orders")
        .put("result", "EQUAL");
    return view.toString();
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
