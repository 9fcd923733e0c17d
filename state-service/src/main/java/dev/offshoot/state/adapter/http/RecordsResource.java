package dev.offshoot.state.adapter.http;

import static dev.offshoot.state.adapter.http.ProblemException.orProblem;

import dev.offshoot.access.domain.Role;
import dev.offshoot.state.app.AuditEntry;
import dev.offshoot.state.app.AuditSeal;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.HostBody;
import dev.offshoot.state.app.ListHosts;
import dev.offshoot.state.app.ListedHost;
import dev.offshoot.state.app.OfferHost;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.app.RemoveHost;
import dev.offshoot.state.app.RequestReader;
import dev.offshoot.state.domain.AuditChain;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  private final AuditSeal seal;

  /** Wired by CDI. */
  public RecordsResource(
      ListHosts listHosts,
      OfferHost offerHost,
      AuditTrail audit,
      RemoveHost removeHost,
      AuditSeal seal) {
    this.listHosts = listHosts;
    this.offerHost = offerHost;
    this.audit = audit;
    this.removeHost = removeHost;
    this.seal = seal;
  }

  /** Hosts Offshoot holds, oldest first. */
  @GET
  @Needs(Role.LOOK)
  @Path("/hosts")
  public List<ListedHost> hosts() {
    return listHosts.all();
  }

  /** Offers a machine; the answer holds its one-time token, which nobody is told again. */
  @POST
  @Needs(Role.APPROVE)
  @Path("/hosts")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<OfferHost.Offer> offer(
      @Context SecurityContext caller,
      @RequestBody(content = @Content(schema = @Schema(implementation = HostBody.class)))
          String body) {
    HostBody asked = orProblem(RequestReader.read(body, HostBody.class));
    return RestResponse.status(
        RestResponse.Status.CREATED,
        orProblem(offerHost.offer(asked, KnownCaller.of(caller).name())));
  }

  /** Gives a host back; refused while it carries a member. It is gone when it is not listed. */
  @DELETE
  @Needs(Role.APPROVE)
  @Path("/hosts/{id}")
  @APIResponse(responseCode = "202", description = "Its removal is recorded.")
  public RestResponse<Void> remove(
      @PathParam("id") String id,
      @QueryParam("keepData") boolean keepData,
      @Context SecurityContext caller) {
    if (removeHost.remove(id, KnownCaller.of(caller).name(), keepData)
        instanceof Outcome.Refused<String>(var problem)) {
      throw new ProblemException(problem);
    }
    return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.ACCEPTED)
        .location(URI.create("/hosts"))
        .build();
  }

  /** What was done, oldest first. */
  @GET
  @Needs(Role.LOOK)
  @Path("/audit")
  public List<AuditEntry> audit(@QueryParam("deployment") @Nullable String deployment) {
    return audit.read(deployment == null || deployment.isBlank() ? null : deployment);
  }

  /**
   * Whether the audit is what was written.
   *
   * @param number an entry whose hash is asked for, to be compared with one that was kept
   */
  @GET
  @Needs(Role.LOOK)
  @Path("/audit/chain")
  public Chain chain(@QueryParam("number") @Nullable Long number) {
    AuditChain.Verdict verdict = seal.verify();
    String asked = number == null ? null : seal.hashOf(number).orElse(null);
    return new Chain(
        verdict.broken() == null, verdict.entries(), verdict.hash(), verdict.broken(), asked);
  }

  /**
   * What the chain of hashes says.
   *
   * @param intact whether every entry follows the one before
   * @param entries how many do
   * @param hash the hash of the last of them
   * @param broken number of the first that does not
   * @param askedHash the hash of the entry that was asked for
   */
  public record Chain(
      boolean intact,
      long entries,
      String hash,
      @Nullable Long broken,
      @Nullable String askedHash) {}
}
