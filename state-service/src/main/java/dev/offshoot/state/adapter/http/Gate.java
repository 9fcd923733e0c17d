package dev.offshoot.state.adapter.http;

import dev.offshoot.access.adapter.Doorkeeper;
import dev.offshoot.access.domain.Caller;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody past without a token, and tells nothing, not even whether a path exists. */
public class Gate {

  private static final Problem STRANGER =
      new Problem(
          ProblemCode.UNAUTHORIZED,
          "The call carries no valid token.",
          "Send 'Authorization: Bearer TOKEN'; make a token with: offshoot token add NAME --role look");

  private final Doorkeeper doorkeeper;

  /** Wired by CDI. */
  public Gate(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /** Off the event loop: a token may have to be read from a file or by a command. */
  @ServerRequestFilter(preMatching = true)
  Uni<Response> check(ContainerRequestContext request) {
    return Uni.createFrom()
        .item(() -> passed(request))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** Nothing when the call may go on. */
  private @Nullable Response passed(ContainerRequestContext request) {
    Caller caller =
        doorkeeper.admit(request.getHeaderString(HttpHeaders.AUTHORIZATION)).orElse(null);
    if (caller == null) {
      return Response.fromResponse(ProblemDocument.response(STRANGER))
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
          .build();
    }
    request.setSecurityContext(
        new KnownCaller(caller, request.getHeaderString(KnownCaller.HEADER)));
    return null;
  }
}
