package dev.offshoot.state.adapter.http;

import dev.offshoot.stage.app.StoreUnavailable;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Writes every refusal and every failure as a problem document. */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException refused) {
    return ProblemDocument.response(refused.problem());
  }

  @ServerExceptionMapper
  Response unavailable(StoreUnavailable e) {
    LOG.warnf("A call could not be answered: %s", e.getMessage());
    return ProblemDocument.response(
        new Problem(
            ProblemCode.STORE_UNAVAILABLE,
            "The store does not answer; whether the call took effect is not known.",
            "Look again, then repeat the call with the same Idempotency-Key."));
  }

  /** No such path, no such method, and the like: status as it is, in our form. */
  @ServerExceptionMapper
  Response web(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (status == Response.Status.NOT_FOUND.getStatusCode()) {
      return ProblemDocument.response(
          new Problem(ProblemCode.NOT_FOUND, "There is nothing here.", "See /q/openapi."));
    }
    return status < 500
        ? Response.fromResponse(e.getResponse())
            .type(ProblemDocument.MEDIA_TYPE)
            .entity(
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"INVALID_REQUEST\",\"detail\":\"The call is not one of this service's.\",\"remedy\":\"See /q/openapi.\"}"
                    .formatted(e.getResponse().getStatusInfo().getReasonPhrase(), status))
            .build()
        : unexpected(e);
  }

  @ServerExceptionMapper
  Response unexpected(RuntimeException e) {
    LOG.error("A call failed unexpectedly", e);
    return ProblemDocument.response(
        new Problem(
            ProblemCode.INTERNAL_ERROR,
            "The call failed unexpectedly.",
            "See the log of state-service."));
  }
}
