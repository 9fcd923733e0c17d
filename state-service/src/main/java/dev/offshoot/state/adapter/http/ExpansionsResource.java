package dev.offshoot.state.adapter.http;

import static dev.offshoot.state.adapter.http.ProblemException.orProblem;

import dev.offshoot.access.domain.Role;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.state.app.CheckRole;
import dev.offshoot.state.app.DecideExpansion;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.ExpansionView;
import dev.offshoot.state.app.RequestExpansion;
import dev.offshoot.state.app.RequestReader;
import dev.offshoot.state.app.ShowExpansion;
import dev.offshoot.state.app.StoredExpansion;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Expansions: asked for, followed, decided. */
@Path("/expansions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExpansionsResource {

  private static final int MOST = 100;

  private final RequestExpansion request;
  private final DecideExpansion decide;
  private final ExpansionStore expansions;
  private final CheckRole check;

  /** Wired by CDI. */
  public ExpansionsResource(
      RequestExpansion request,
      DecideExpansion decide,
      ExpansionStore expansions,
      CheckRole check) {
    this.request = request;
    this.decide = decide;
    this.expansions = expansions;
    this.check = check;
  }

  /** Asks for one. */
  @POST
  @Needs(Role.PLAN)
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = ExpansionView.class, responseCode = "202")
  public RestResponse<ExpansionView> ask(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context SecurityContext caller,
      @RequestBody(content = @Content(schema = @Schema(implementation = ExpansionRequest.class)))
          String body) {
    ExpansionRequest asked = orProblem(RequestReader.read(body, ExpansionRequest.class));
    requireRole(KnownCaller.of(caller), asked);
    String usableKey = key == null || key.isBlank() ? null : key;
    StoredExpansion stored =
        orProblem(request.ask(asked, KnownCaller.of(caller).name(), usableKey));
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.ACCEPTED, ShowExpansion.view(stored))
        .location(URI.create("/expansions/" + stored.id()))
        .build();
  }

  private void requireRole(KnownCaller caller, ExpansionRequest asked) {
    CheckRole.Call call =
        new CheckRole.Call("POST", "/expansions", String.valueOf(asked.deployment()));
    check
        .missing(caller.caller(), caller.name(), CheckRole.neededFor(asked), call)
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
  }

  /** The newest ones, newest first. */
  @GET
  @Needs(Role.LOOK)
  public List<ExpansionView> list() {
    return expansions.newest(MOST).stream().map(ShowExpansion::view).toList();
  }

  /** One. */
  @GET
  @Needs(Role.LOOK)
  @Path("/{id}")
  public ExpansionView show(@PathParam("id") String id) {
    return ShowExpansion.view(found(id));
  }

  /** Approves the plan with this digest. */
  @POST
  @Needs(Role.APPROVE)
  @Path("/{id}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = ExpansionView.class, responseCode = "202")
  public RestResponse<ExpansionView> approve(
      @PathParam("id") String id,
      @Context SecurityContext caller,
      @RequestBody(content = @Content(schema = @Schema(implementation = ApprovalBody.class)))
          String body) {
    String digest = orProblem(RequestReader.read(body, ApprovalBody.class)).planDigest();
    if (digest == null || digest.isBlank()) {
      throw new ProblemException(
          new Problem(
              ProblemCode.INVALID_REQUEST,
              "Field planDigest is missing.",
              "Give the digest of the plan you have read."));
    }
    var unused = orProblem(decide.approve(found(id).id(), digest, KnownCaller.of(caller).name()));
    return accepted(id);
  }

  /** Cancels it. */
  @POST
  @Needs(Role.APPROVE)
  @Path("/{id}/cancellation")
  @APIResponseSchema(value = ExpansionView.class, responseCode = "202")
  public RestResponse<ExpansionView> cancel(
      @PathParam("id") String id, @Context SecurityContext caller) {
    var unused = orProblem(decide.cancel(found(id).id(), KnownCaller.of(caller).name()));
    return accepted(id);
  }

  private RestResponse<ExpansionView> accepted(String id) {
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.ACCEPTED, ShowExpansion.view(found(id)))
        .location(URI.create("/expansions/" + id))
        .build();
  }

  private StoredExpansion found(String id) {
    return expansions
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(
                        ProblemCode.UNKNOWN_EXPANSION,
                        "There is no expansion " + id + ".",
                        "See: offshoot expansion list")));
  }

  /**
   * The body of an approval.
   *
   * @param planDigest digest of the plan that was read
   */
  public record ApprovalBody(@Nullable String planDigest) {}
}
