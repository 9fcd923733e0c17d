package dev.offshoot.agent.adapter.http;

import dev.offshoot.agent.adapter.file.AgentKey;
import dev.offshoot.agent.adapter.file.ArtifactFetch;
import dev.offshoot.agent.adapter.file.CertificateSource;
import dev.offshoot.agent.app.InstallerService;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AnswerHeaders;
import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.KeyProof;
import dev.offshoot.agent.protocol.MemberCertificateAnswer;
import dev.offshoot.agent.protocol.MemberCertificateRequest;
import dev.offshoot.agent.protocol.Problem;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.contracts.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** installer-service over HTTPS. A certificate that is due is renewed before the next goal. */
public final class HttpInstallerService
    implements InstallerService, ArtifactFetch, CertificateSource {

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** An empty parameter reads as one that is not there, as of an agent that takes no orders. */
  private static final String NONE = "none";

  /** A command of the user's may be asked meanwhile. */
  private static final Duration CERTIFICATE = Duration.ofSeconds(45);

  private static final Duration FETCH = Duration.ofMinutes(30);

  private final SecureRequests requests;
  private final KeptIdentity identity;
  private final AgentKey key;

  /** Talks to this base address as whoever the identity says. */
  public HttpInstallerService(String base, KeptIdentity identity, AgentKey key) {
    this.requests = new SecureRequests(base, identity, key);
    this.identity = identity;
    this.key = key;
  }

  @Override
  public EnrolmentOutcome enrol() {
    if (!identity.certificate().isEmpty()) {
      return new EnrolmentOutcome.Enrolled();
    }
    return identity.token().isEmpty()
        ? new EnrolmentOutcome.Refused("there is neither an identity nor a token on this host")
        : ask();
  }

  /** Asks for a certificate of this host's key: the first one, or another. */
  private EnrolmentOutcome ask() {
    String host = identity.hostRequestId();
    Enrolment enrolment =
        new Enrolment(
            host,
            new Secret(identity.token()),
            key.publicKey(),
            KeyProof.sign(key.privateKey(), host, key.publicKey()));
    try {
      HttpResponse<String> response =
          requests.post("/agents/enrolments", bytes(enrolment), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK -> {
          identity.keep(ContractJson.read(response.body(), EnrolmentAnswer.class));
          requests.identityChanged();
          yield new EnrolmentOutcome.Enrolled();
        }
        case FORBIDDEN -> new EnrolmentOutcome.Refused(why(problem(response)));
        default -> new EnrolmentOutcome.NotYet("answer " + response.statusCode());
      };
    } catch (IOException | IllegalArgumentException e) {
      return new EnrolmentOutcome.NotYet(reason(e));
    }
  }

  @Override
  public GoalAnswer goal(long known, Duration wait, String tested) {
    return switch (renewed()) {
      case EnrolmentOutcome.Enrolled() -> poll(known, wait, tested);
      case EnrolmentOutcome.Refused(String why) ->
          new GoalAnswer.Unknown("the certificate was not renewed: " + why);
      case EnrolmentOutcome.NotYet(String why) ->
          new GoalAnswer.NoAnswer("the certificate was not renewed: " + why);
    };
  }

  /** With a certificate that is not due, or another one. */
  private EnrolmentOutcome renewed() {
    return requests.age().isDue() ? ask() : new EnrolmentOutcome.Enrolled();
  }

  private GoalAnswer poll(long known, Duration wait, String tested) {
    String path =
        mine(
            "/goal?after="
                + known
                + "&wait="
                + wait.toMillis()
                + "ms&tested="
                + URLEncoder.encode(tested.isEmpty() ? NONE : tested, StandardCharsets.UTF_8));
    try {
      HttpResponse<String> response =
          requests.get(path, wait.plus(ANSWER), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK -> offered(response);
        case NO_CONTENT -> new GoalAnswer.Unchanged();
        case UNAUTHORIZED, FORBIDDEN, NOT_FOUND -> new GoalAnswer.Unknown(refused(response));
        default -> new GoalAnswer.NoAnswer("answer " + response.statusCode());
      };
    } catch (IOException e) {
      return new GoalAnswer.NoAnswer(reason(e));
    } catch (IllegalArgumentException e) {
      // The text of a goal may hold the keyfile: say what it is not, never what it is.
      return new GoalAnswer.NoAnswer("the goal cannot be read by this agent");
    }
  }

  private static GoalAnswer offered(HttpResponse<String> response) {
    boolean reach =
        response
            .headers()
            .firstValue(AnswerHeaders.KIND)
            .filter(AnswerHeaders.REACH::equals)
            .isPresent();
    return reach
        ? new GoalAnswer.Asked(ContractJson.read(response.body(), ReachOrder.class))
        : new GoalAnswer.Offered(ContractJson.read(response.body(), GoalState.class));
  }

  @Override
  public boolean reached(ReachReport report) {
    try {
      return requests.post(mine("/reached"), bytes(report), BodyHandlers.ofString()).statusCode()
          == NO_CONTENT;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A report of an agent that is revoked is of use to nobody: the agent may end. No goal is asked
   * for while one is not taken, so a certificate that is due is renewed here too.
   */
  @Override
  public boolean report(AgentReport report) {
    return switch (renewed()) {
      case EnrolmentOutcome.Enrolled() -> told(report);
      case EnrolmentOutcome.Refused(String why) -> why.startsWith(Problem.CERTIFICATE_REVOKED);
      case EnrolmentOutcome.NotYet _ -> false;
    };
  }

  private boolean told(AgentReport report) {
    try {
      HttpResponse<String> response =
          requests.post(mine("/reports"), bytes(report), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK, NO_CONTENT -> true;
        case FORBIDDEN -> refused(response).startsWith(Problem.CERTIFICATE_REVOKED);
        default -> false;
      };
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<InputStream> open(String sha256) throws IOException {
    HttpResponse<InputStream> response =
        requests.get("/artifacts/" + sha256, FETCH, BodyHandlers.ofInputStream());
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
          requests.post(
              mine("/member-certificate"),
              bytes(new MemberCertificateRequest(request)),
              CERTIFICATE,
              BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case OK ->
            new CertificateSource.Answer.Issued(
                ContractJson.read(response.body(), MemberCertificateAnswer.class));
        case CONFLICT -> new CertificateSource.Answer.Refused(why(problem(response)));
        default -> new CertificateSource.Answer.NotNow(why(problem(response)));
      };
    } catch (IOException e) {
      return new CertificateSource.Answer.NotNow(reason(e));
    } catch (IllegalArgumentException e) {
      // The text may hold a key.
      return new CertificateSource.Answer.NotNow("the certificate cannot be read by this agent");
    }
  }

  private String refused(HttpResponse<String> response) {
    Problem problem = problem(response);
    if (problem.code().equals(Problem.CERTIFICATE_EXPIRED)) {
      requests.age().over();
    }
    return why(problem);
  }

  private static Problem problem(HttpResponse<String> response) {
    try {
      return ContractJson.read(response.body(), Problem.class);
    } catch (IllegalArgumentException notOne) {
      return new Problem("answer " + response.statusCode(), "");
    }
  }

  private static String why(Problem problem) {
    return problem.code() + ": " + problem.detail();
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
