package dev.offshoot.state.adapter.http;

import static dev.offshoot.state.adapter.http.ProblemException.orProblem;

import dev.offshoot.state.app.AuditEntry;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.HostBody;
import dev.offshoot.state.app.ListHosts;
import dev.offshoot.state.app.ListedHost;
import dev.offshoot.state.app.OfferHost;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.app.RemoveHost;
import dev.offshoot.state.app.RequestReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What Offshoot holds, and what was done. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RecordsResource {

  private final ListHosts listHosts;
  private final OfferHost offerHost;
  private final AuditTrail audit;
  private final RemoveHost removeHost;

  /** Wired by CDI. */
  public RecordsResource(
      ListHosts listHosts, OfferHost offerHost, AuditTrail audit, RemoveHost removeHost) {
    this.listHosts = listHosts;
    this.offerHost = offerHost;
    this.audit = audit;
    this.removeHost = removeHost;
  }

  /** Hosts Offshoot holds, oldest first. */
  @GET
  @Path("/hosts")
  public List<ListedHost> hosts() {
    return listHosts.all();
  }

  /** Offers a machine; the answer holds its one-time token, which nobody is told again. */
  @POST
  @Path("/hosts")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<OfferHost.Offer> offer(
      @HeaderParam(Caller.HEADER) @Nullable String caller,
      @RequestBody(content = @Content(schema = @Schema(implementation = HostBody.class)))
          String body) {
    HostBody asked = orProblem(RequestReader.read(body, HostBody.class));
    return RestResponse.status(
        RestResponse.Status.CREATED, orProblem(offerHost.offer(asked, Caller.name(caller))));
  }

  /** Gives a host back; refused while it carries a member. It is gone when it is not listed. */
  @DELETE
  @Path("/hosts/{id}")
  public RestResponse<Void> remove(
      @PathParam("id") String id,
      @QueryParam("keepData") boolean keepData,
      @HeaderParam(Caller.HEADER) @Nullable String caller) {
    if (removeHost.remove(id, Caller.name(caller), keepData)
        instanceof Outcome.Refused<String>(var problem)) {
      throw new ProblemException(problem);
    }
    return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.ACCEPTED)
        .location(URI.create("/hosts"))
        .build();
  }

  /** What was done, oldest first. */
  @GET
  @Path("/audit")
  public List<AuditEntry> audit(@QueryParam("deployment") @Nullable String deployment) {
    return audit.read(deployment == null || deployment.isBlank() ? null : deployment);
  }
}
