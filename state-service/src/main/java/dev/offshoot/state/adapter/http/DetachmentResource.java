package dev.offshoot.state.adapter.http;

import static dev.offshoot.state.adapter.http.ProblemException.orProblem;

import dev.offshoot.access.domain.Role;
import dev.offshoot.state.app.DetachHost;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

/** Machines that become their owners' alone. */
@Path("/hosts/{id}/detachment")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DetachmentResource {

  private final DetachHost detachHost;

  /** Wired by CDI. */
  public DetachmentResource(DetachHost detachHost) {
    this.detachHost = detachHost;
  }

  /**
   * Has Offshoot's agent leave a machine of the pool; a mongod there runs on. It is over when the
   * host is not listed.
   *
   * @param id the host's id, or the machine's
   */
  @POST
  @Needs(Role.APPROVE)
  @APIResponseSchema(value = Asked.class, responseCode = "202")
  public RestResponse<Asked> detach(@PathParam("id") String id, @Context SecurityContext caller) {
    String host = orProblem(detachHost.detach(id, KnownCaller.of(caller).name()));
    return RestResponse.status(RestResponse.Status.ACCEPTED, new Asked(host));
  }

  /**
   * What was asked for.
   *
   * @param host the id under which it is listed
   */
  public record Asked(String host) {}
}
