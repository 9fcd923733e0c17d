package dev.offshoot.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.AnswerHeaders;
import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.KeyProof;
import dev.offshoot.agent.protocol.Problem;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.testbed.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Serves one agent as installer-service would: enrolment, one goal, one artifact; keeps every
 * report.
 */
final class StandInInstaller implements AutoCloseable {

  private final HttpsServer server;
  private final List<AgentReport> reports = new CopyOnWriteArrayList<>();
  private final List<String> badRequests = new CopyOnWriteArrayList<>();
  private final TestAuthority authority = new TestAuthority("Stand-in");
  private final AtomicInteger enrolments = new AtomicInteger();
  private final Path artifact;
  private final List<ReachReport> reached = new CopyOnWriteArrayList<>();
  private volatile @Nullable GoalState goal;
  private volatile @Nullable ReachOrder order;
  private volatile String publicKey = "";
  private volatile boolean known = true;
  private volatile boolean taking = true;
  private volatile boolean hears = true;
  private volatile boolean revoked;
  private volatile Duration life = Duration.ofDays(7);

  StandInInstaller(Path artifact) throws IOException {
    this.artifact = artifact;
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext context = authority.serving("127.0.0.1");
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asking = context.getDefaultSSLParameters();
            asking.setWantClientAuth(true);
            parameters.setSSLParameters(asking);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The CA the agent is to know this one by. */
  String authorities() {
    return authority.pem();
  }

  /** How long the certificates hold that are given from now on. */
  void setCertificateLife(Duration holds) {
    life = holds;
  }

  /** How often a certificate was given. */
  int enrolments() {
    return enrolments.get();
  }

  void setGoal(long generation, Goal wanted) {
    goal = new GoalState(generation, wanted);
  }

  /** Asks the agent to test this beside its goal. */
  void ask(ReachOrder wanted) {
    order = wanted;
  }

  /** What the agent said about reaching others. */
  List<ReachReport> reached() {
    return List.copyOf(reached);
  }

  /** Whether reports are taken from now on. */
  void setTaking(boolean takes) {
    taking = takes;
  }

  void setKnown(boolean hostIsKnown) {
    known = hostIsKnown;
  }

  /** Whether reports are taken. */
  void setHears(boolean takesReports) {
    hears = takesReports;
  }

  /** Takes the agent's identity away. */
  void revoke() {
    revoked = true;
  }

  List<AgentReport> reports() {
    return List.copyOf(reports);
  }

  /** Requests without the certificate they need. */
  List<String> badRequests() {
    return List.copyOf(badRequests);
  }

  AgentReport await(AgentStatus status, Predicate<AgentReport> wanted) {
    Awaitility.await(status + ", reports: " + reports)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(25))
        .until(() -> find(status, wanted) != null);
    AgentReport found = find(status, wanted);
    if (found == null) {
      throw new AssertionError("gone again");
    }
    return found;
  }

  /** Forgets the reports of the past. */
  void forget() {
    reports.clear();
  }

  private @Nullable AgentReport find(AgentStatus status, Predicate<AgentReport> wanted) {
    return reports.stream()
        .filter(report -> report.status() == status && wanted.test(report))
        .findFirst()
        .orElse(null);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    exchange.getResponseHeaders().set(AnswerHeaders.SERVER_TIME, Instant.now().toString());
    exchange
        .getResponseHeaders()
        .set(
            AnswerHeaders.AUTHORITIES,
            Sha256.of(authority.pem().getBytes(StandardCharsets.US_ASCII)));
    try (exchange) {
      if (path.equals("/agents/enrolments")) {
        enrol(exchange, body);
      } else if (!shown(exchange)) {
        badRequests.add(path);
        exchange.sendResponseHeaders(401, -1);
      } else if (revoked) {
        send(exchange, 403, new Problem(Problem.CERTIFICATE_REVOKED, "it is over"));
      } else if (path.endsWith("/reports") && !hears) {
        exchange.sendResponseHeaders(503, -1);
      } else if (path.startsWith("/artifacts/")) {
        exchange.sendResponseHeaders(200, Files.size(artifact));
        Files.copy(artifact, exchange.getResponseBody());
      } else if (path.endsWith("/reports") && !taking) {
        exchange.sendResponseHeaders(503, -1);
      } else if (path.endsWith("/reports")) {
        reports.add(ContractJson.read(new String(body, StandardCharsets.UTF_8), AgentReport.class));
        exchange.sendResponseHeaders(204, -1);
      } else if (path.endsWith("/reached")) {
        reached.add(ContractJson.read(new String(body, StandardCharsets.UTF_8), ReachReport.class));
        exchange.sendResponseHeaders(204, -1);
      } else {
        goal(exchange);
      }
    }
  }

  private void enrol(HttpExchange exchange, byte[] body) throws IOException {
    Enrolment enrolment =
        ContractJson.read(new String(body, StandardCharsets.UTF_8), Enrolment.class);
    if (!known) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    if (!KeyProof.holds(enrolment)
        || (!publicKey.isEmpty() && !publicKey.equals(enrolment.publicKey()))) {
      exchange.sendResponseHeaders(403, -1);
      return;
    }
    publicKey = enrolment.publicKey();
    enrolments.incrementAndGet();
    X509Certificate certificate =
        authority.toCall(enrolment.hostRequestId(), Keys.readPublic(publicKey), life);
    send(
        exchange,
        new EnrolmentAnswer(
            "host-1", enrolment.hostRequestId(), Pem.write(List.of(certificate)), authority.pem()));
  }

  private boolean shown(HttpExchange exchange) {
    try {
      var shown = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
      return Keys.writePublic(shown[0].getPublicKey()).equals(publicKey);
    } catch (SSLPeerUnverifiedException none) {
      return false;
    }
  }

  private void goal(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    long after = Long.parseLong(query.replaceFirst(".*after=(-?\\d+).*", "$1"));
    String tested = query.replaceFirst(".*tested=([^&]*).*", "$1");
    long wait = Long.parseLong(query.replaceFirst(".*wait=(\\d+)ms.*", "$1"));
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(60))
        .until(
            new java.util.concurrent.Callable<Boolean>() {
              private final long end = System.nanoTime() + Duration.ofMillis(wait).toNanos();

              @Override
              public Boolean call() {
                return isNews(after) || isAsked(tested) || System.nanoTime() >= end;
              }
            });
    GoalState current = goal;
    ReachOrder asked = order;
    if (current != null && isNews(after)) {
      send(exchange, current);
    } else if (asked != null && isAsked(tested)) {
      exchange.getResponseHeaders().set(AnswerHeaders.KIND, AnswerHeaders.REACH);
      send(exchange, asked);
    } else {
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private boolean isAsked(String tested) {
    ReachOrder asked = order;
    return asked != null && !asked.id().equals(tested);
  }

  private boolean isNews(long after) {
    GoalState current = goal;
    return current != null && current.generation() != after;
  }

  private static void send(HttpExchange exchange, Object value) throws IOException {
    send(exchange, 200, value);
  }

  private static void send(HttpExchange exchange, int status, Object value) throws IOException {
    byte[] bytes = ContractJson.text(value).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
