package dev.offshoot.state.adapter.http;

import static dev.offshoot.state.adapter.http.ProblemException.orProblem;

import dev.offshoot.access.domain.Role;
import dev.offshoot.contracts.Observation;
import dev.offshoot.state.app.DeploymentBody;
import dev.offshoot.state.app.DeploymentStore;
import dev.offshoot.state.app.ObserveDeployment;
import dev.offshoot.state.app.RegisterDeployment;
import dev.offshoot.state.app.RequestReader;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

/** Deployments: registered replica sets. */
@Path("/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeploymentsResource {

  private final RegisterDeployment register;
  private final ObserveDeployment observe;
  private final DeploymentStore deployments;

  /** Wired by CDI. */
  public DeploymentsResource(
      RegisterDeployment register, ObserveDeployment observe, DeploymentStore deployments) {
    this.register = register;
    this.observe = observe;
    this.deployments = deployments;
  }

  /** Registers or changes one. */
  @PUT
  @Needs(Role.APPROVE)
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = DeploymentView.class, responseCode = "200")
  @APIResponse(
      responseCode = "201",
      description = "It is new.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeploymentView.class)))
  public RestResponse<DeploymentView> put(
      @PathParam("name") String name,
      @Context SecurityContext caller,
      @RequestBody(content = @Content(schema = @Schema(implementation = DeploymentBody.class)))
          String body) {
    DeploymentBody asked = orProblem(RequestReader.read(body, DeploymentBody.class));
    RegisterDeployment.Registered done =
        orProblem(register.put(name, asked, KnownCaller.of(caller).name()));
    RestResponse.Status status =
        done.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
    return RestResponse.status(status, DeploymentView.of(done.deployment()));
  }

  /** All of them. */
  @GET
  @Needs(Role.LOOK)
  public List<DeploymentView> list() {
    return deployments.all().stream().map(DeploymentView::of).toList();
  }

  /** One, with its latest observation. */
  @GET
  @Needs(Role.LOOK)
  @Path("/{name}")
  public DeploymentView show(@PathParam("name") String name) {
    return deployments
        .find(name)
        .map(DeploymentView::of)
        .orElseThrow(() -> new ProblemException(unknown(name)));
  }

  /** Observes now. */
  @POST
  @Needs(Role.PLAN)
  @Path("/{name}/observations")
  public Observation observe(@PathParam("name") String name) {
    return orProblem(observe.now(name));
  }

  /** Forgets one. */
  @DELETE
  @Needs(Role.APPROVE)
  @Path("/{name}")
  public void remove(@PathParam("name") String name, @Context SecurityContext caller) {
    var unused = orProblem(register.remove(name, KnownCaller.of(caller).name()));
  }

  private static Problem unknown(String name) {
    return new Problem(
        ProblemCode.UNKNOWN_DEPLOYMENT,
        "No deployment " + name + " is registered.",
        "See: offshoot deployment list");
  }
}
