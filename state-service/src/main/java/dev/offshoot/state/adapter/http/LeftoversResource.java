package dev.offshoot.state.adapter.http;

import static dev.offshoot.state.adapter.http.ProblemException.orProblem;

import dev.offshoot.access.domain.Role;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.state.app.LeftoverRemoval;
import dev.offshoot.state.app.ListHosts;
import dev.offshoot.state.app.RemoveLeftover;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** What host providers hold for this installation although nothing living needs it. */
@Path("/hosts/leftovers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LeftoversResource {

  private final ListHosts listHosts;
  private final RemoveLeftover removeLeftover;

  /** Wired by CDI. */
  public LeftoversResource(ListHosts listHosts, RemoveLeftover removeLeftover) {
    this.listHosts = listHosts;
    this.removeLeftover = removeLeftover;
  }

  /** As it was looked for last. Nothing is removed because of it. */
  @GET
  @Needs(Role.LOOK)
  public List<LeftoversFound> leftovers() {
    return listHosts.leftovers();
  }

  /** How far the removals that people asked for are, the latest of each host. */
  @GET
  @Needs(Role.LOOK)
  @Path("/removals")
  public List<LeftoverRemoval> removals() {
    return listHosts.leftoverRemovals();
  }

  /**
   * Asks for the removal of what is left of one host; refused by name unless everybody who must
   * know can tell that nothing needs it.
   *
   * @param id the host request's id, or the provider's name of one thing that is left of it
   */
  @DELETE
  @Needs(Role.APPROVE)
  @Path("/{id}")
  @APIResponse(responseCode = "202", description = "The removal is recorded.")
  public RestResponse<Asked> remove(@PathParam("id") String id, @Context SecurityContext caller) {
    String host = orProblem(removeLeftover.remove(id, KnownCaller.of(caller).name()));
    return RestResponse.status(RestResponse.Status.ACCEPTED, new Asked(host));
  }

  /**
   * What was asked for.
   *
   * @param hostRequestId the host of which everything shall go
   */
  public record Asked(String hostRequestId) {}
}
