import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs {@code expand} once against a stand-in for state-service, so that the JVM can record which classes it needs (AOT
 * cache). What the stand-in answers is what the tests of the command line use. Arguments: java, the jar, the sample plan, the
 * cache to write.
 */
class Rehearsal {

  private static final List<String> STATUSES =
      List.of("REQUESTED", "AWAITING_APPROVAL", "PROVISIONING", "SYNCHRONIZING", "COMPLETED");

  public static void main(String[] arguments) throws Exception {
    Path plan = Path.of(arguments[2]);
    Path cache = Path.of(arguments[3]).toAbsolutePath();
    Path folder = Files.createTempDirectory(cache.getParent(), "rehearsal");
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    String sample = Files.readString(plan);
    AtomicInteger looks = new AtomicInteger();
    server.createContext("/", exchange -> answer(exchange, sample, looks));
    server.start();
    Path settings = Files.createDirectory(folder.resolve("settings"));
    Files.writeString(settings.resolve("state-service-port"), Integer.toString(server.getAddress().getPort()));
    Files.writeString(folder.resolve("api-token"), "rehearsal");
    ProcessBuilder builder =
        new ProcessBuilder(arguments[0], "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:AOTCacheOutput=" + cache,
            "--enable-native-access=ALL-UNNAMED", "-jar", arguments[1],
            "expand", "orders", "--yes", "--wait", "--data-dir", folder.toString());
    Path log = folder.resolve("log");
    Process command = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = command.waitFor(60, TimeUnit.SECONDS);
    server.stop(0);
    if (!ended || command.exitValue() != 0 || !Files.exists(cache)) {
      System.err.println("the rehearsal did not work: " + Files.readString(log));
      command.destroyForcibly();
      System.exit(1);
    }
    System.exit(0);
  }

  private static void answer(HttpExchange exchange, String plan, AtomicInteger looks) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/events")) {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      reply(exchange, 200, "id: 1\ndata: {}\n\n");
    } else if (path.endsWith("/approval")) {
      reply(exchange, 202, "");
    } else if (exchange.getRequestMethod().equals("POST")) {
      reply(exchange, 202, "{\"id\":\"rehearsal\"}");
    } else {
      reply(exchange, 200, expansion(STATUSES.get(Math.min(looks.getAndIncrement(), STATUSES.size() - 1)), plan));
    }
  }

  private static String expansion(String status, String plan) {
    return """
        {"id":"rehearsal","deployment":"orders","status":"%s","requested":{"deployment":"orders","approval":"required"},
         "plan":%s,
         "steps":[{"name":"provision","status":"DONE","startedAt":"2026-03-01T10:02:11Z","finishedAt":"2026-03-01T10:02:14Z"},
                  {"name":"synchronize","status":"RUNNING"}],
         "progress":{"bytesCopied":50,"bytesTotal":100},
         "members":[{"id":7,"address":"db4:27017","state":"SECONDARY"}],
         "proof":{"comparedWith":"db2:27017","markedWriteSeenAfter":"PT0.2S",
                  "namespaces":[{"name":"shop.orders","result":"EQUAL"}]}}
        """
        .formatted(status, plan);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
