package dev.offshoot.state.adapter.http;

import dev.offshoot.state.app.AuditEntry;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.HeldHost;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.app.RemoveHost;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What Offshoot holds, and what was done. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RecordsResource {

  private final HostRegister hosts;
  private final AuditTrail audit;
  private final RemoveHost removeHost;

  /** Wired by CDI. */
  public RecordsResource(HostRegister hosts, AuditTrail audit, RemoveHost removeHost) {
    this.hosts = hosts;
    this.audit = audit;
    this.removeHost = removeHost;
  }

  /** Hosts Offshoot holds, oldest first. */
  @GET
  @Path("/hosts")
  public List<HeldHost> hosts() {
    return hosts.all();
  }

  /** Gives a host back; refused while it carries a member. It is gone when it is not listed. */
  @DELETE
  @Path("/hosts/{id}")
  public RestResponse<Void> remove(
      @PathParam("id") String id, @HeaderParam(Caller.HEADER) @Nullable String caller) {
    if (removeHost.remove(id, Caller.name(caller))
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
