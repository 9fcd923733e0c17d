package dev.offshoot.state.adapter.http;

import dev.offshoot.access.domain.Role;
import dev.offshoot.state.adapter.worker.TokenWatch;
import dev.offshoot.state.app.CheckRole;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a caller past whose role is enough for the call. */
public class RoleGate {

  private final CheckRole check;
  private final TokenWatch tokens;

  /** Wired by CDI. */
  public RoleGate(CheckRole check, TokenWatch tokens) {
    this.check = check;
    this.tokens = tokens;
  }

  @ServerRequestFilter
  Optional<Response> check(ContainerRequestContext request, ResourceInfo resource) {
    tokens.look();
    Role needed = needed(resource.getResourceMethod());
    KnownCaller caller = KnownCaller.of(request.getSecurityContext());
    String deployment = request.getUriInfo().getPathParameters().getFirst("name");
    CheckRole.Call call =
        new CheckRole.Call(
            request.getMethod(),
            request.getUriInfo().getPath(),
            deployment == null ? "-" : deployment);
    return check
        .missing(caller.caller(), caller.name(), needed, call)
        .map(
            problem ->
                Response.fromResponse(ProblemDocument.response(problem))
                    .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\", scope=\"" + needed.word() + "\"")
                    .build());
  }

  private static Role needed(@Nullable Method method) {
    Needs needs = method == null ? null : method.getAnnotation(Needs.class);
    return needs == null ? Role.APPROVE : needs.value();
  }
}
