package dev.offshoot.state.adapter.http;

import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody past without the token, and tells nothing, not even whether a path exists. */
public class Gate {

  private static final Problem STRANGER =
      new Problem(
          ProblemCode.UNAUTHORIZED,
          "The call carries no valid token.",
          "Send 'Authorization: Bearer TOKEN'; the token is in the file api-token of the data folder.");

  private final BearerToken token;

  /** Wired by CDI. */
  public Gate(BearerToken token) {
    this.token = token;
  }

  @ServerRequestFilter(preMatching = true)
  Optional<Response> check(ContainerRequestContext request) {
    return token.admits(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        ? Optional.empty()
        : Optional.of(
            Response.fromResponse(ProblemDocument.response(STRANGER))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build());
  }
}
