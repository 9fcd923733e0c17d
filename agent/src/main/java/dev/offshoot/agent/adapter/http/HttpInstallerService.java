package dev.offshoot.agent.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.agent.adapter.file.AgentKey;
import dev.offshoot.agent.adapter.file.ArtifactFetch;
import dev.offshoot.agent.adapter.file.CertificateSource;
import dev.offshoot.agent.app.InstallerService;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.MemberCertificateAnswer;
import dev.offshoot.agent.protocol.MemberCertificateRequest;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.contracts.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** installer-service over HTTP. */
public final class HttpInstallerService
    implements InstallerService, ArtifactFetch, CertificateSource {

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration FETCH = Duration.ofMinutes(30);

  private final SignedRequests requests;
  private final KeptIdentity identity;
  private final AgentKey key;

  /** Talks to this base address as whoever the identity says. */
  public HttpInstallerService(String base, KeptIdentity identity, AgentKey key) {
    this.requests = new SignedRequests(base, key);
    this.identity = identity;
    this.key = key;
  }

  @Override
  public EnrolmentOutcome enrol() {
    if (!identity.agentId().isEmpty()) {
      return new EnrolmentOutcome.Enrolled();
    }
    String token = identity.token();
    if (token.isEmpty()) {
      return new EnrolmentOutcome.Refused("there is neither an identity nor a token on this host");
    }
    Enrolment enrolment =
        new Enrolment(identity.hostRequestId(), new Secret(token), key.publicKey());
    try {
      HttpResponse<String> response =
          requests.post("/agents/enrolments", bytes(enrolment), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK -> {
          identity.keep(ContractJson.read(response.body(), EnrolmentAnswer.class).agentId());
          yield new EnrolmentOutcome.Enrolled();
        }
        case FORBIDDEN -> new EnrolmentOutcome.Refused(response.body());
        default -> new EnrolmentOutcome.NotYet("answer " + response.statusCode());
      };
    } catch (IOException | IllegalArgumentException e) {
      return new EnrolmentOutcome.NotYet(reason(e));
    }
  }

  @Override
  public GoalAnswer goal(long known, Duration wait) {
    String path = mine("/goal?after=" + known + "&wait=" + wait.toMillis() + "ms");
    try {
      HttpResponse<String> response =
          requests.signedGet(identity.agentId(), path, wait.plus(ANSWER), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK -> new GoalAnswer.Offered(ContractJson.read(response.body(), GoalState.class));
        case NO_CONTENT -> new GoalAnswer.Unchanged();
        case UNAUTHORIZED, FORBIDDEN, NOT_FOUND ->
            new GoalAnswer.Unknown("answer " + response.statusCode());
        default -> new GoalAnswer.NoAnswer("answer " + response.statusCode());
      };
    } catch (IOException e) {
      return new GoalAnswer.NoAnswer(reason(e));
    } catch (IllegalArgumentException e) {
      // The text of a goal may hold the keyfile: say what it is not, never what it is.
      return new GoalAnswer.NoAnswer("the goal cannot be read by this agent");
    }
  }

  @Override
  public boolean report(AgentReport report) {
    try {
      HttpResponse<Void> response =
          requests.signedPost(
              identity.agentId(), mine("/reports"), bytes(report), BodyHandlers.discarding());
      return response.statusCode() == OK || response.statusCode() == NO_CONTENT;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<InputStream> open(String sha256) throws IOException {
    HttpResponse<InputStream> response =
        requests.signedGet(
            identity.agentId(), "/artifacts/" + sha256, FETCH, BodyHandlers.ofInputStream());
    if (response.statusCode() == OK) {
      return Optional.of(response.body());
    }
    response.body().close();
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    throw new IOException("answer " + response.statusCode());
  }

  @Override
  public CertificateSource.Answer certificate(String request) {
    try {
      HttpResponse<String> response =
          requests.signedPost(
              identity.agentId(),
              mine("/member-certificate"),
              bytes(new MemberCertificateRequest(request)),
              BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK ->
            new CertificateSource.Answer.Issued(
                ContractJson.read(response.body(), MemberCertificateAnswer.class));
        case CONFLICT -> new CertificateSource.Answer.Refused(detail(response.body()));
        default -> new CertificateSource.Answer.NotNow(detail(response.body()));
      };
    } catch (IOException e) {
      return new CertificateSource.Answer.NotNow(reason(e));
    } catch (IllegalArgumentException e) {
      // The text may hold a key.
      return new CertificateSource.Answer.NotNow("the certificate cannot be read by this agent");
    }
  }

  private static String detail(String problem) {
    return ContractJson.read(problem, JsonNode.class).path("detail").asText("no reason given");
  }

  private String mine(String path) {
    return "/agents/" + identity.agentId() + path;
  }

  private static byte[] bytes(Object value) {
    return ContractJson.text(value).getBytes(StandardCharsets.UTF_8);
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }
}
