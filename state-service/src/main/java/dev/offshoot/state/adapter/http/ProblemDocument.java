package dev.offshoot.state.adapter.http;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/**
 * An RFC 9457 problem document.
 *
 * @param type stable address of the kind of problem
 * @param title the code in words
 * @param status HTTP status
 * @param code stable code
 * @param detail what happened, to which object
 * @param remedy what to do
 */
public record ProblemDocument(
    String type, String title, int status, String code, String detail, String remedy) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Response response(Problem problem) {
    return Response.status(status(problem.code().kind()))
        .type(MEDIA_TYPE)
        .entity(ContractJson.text(of(problem)))
        .build();
  }

  static ProblemDocument of(Problem problem) {
    String code = problem.code().name();
    String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
    return new ProblemDocument(
        "urn:offshoot:problem:" + words.replace(' ', '-'),
        words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
        status(problem.code().kind()),
        code,
        problem.detail(),
        problem.remedy());
  }

  private static int status(ProblemCode.Kind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case UNPROCESSABLE -> 422;
      case INTERNAL -> 500;
      case UNAVAILABLE -> 503;
    };
  }
}
