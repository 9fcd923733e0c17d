package dev.offshoot.installer.adapter.http;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.RequestSignature;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.stage.adapter.worker.StageWorkers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Enrolment, goals and reports. */
@Path("/agents")
@RunOnVirtualThread
public class AgentResource {

  private static final Logger LOG = Logger.getLogger(AgentResource.class);
  private static final int LARGEST_BODY = 1 << 20;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final byte[] NO_BODY = {};

  private final AgentDesk desk;
  private final Agents agents;
  private final AgentSignatures signatures;
  private final StageWorkers workers;
  private final InstantSource clock;

  /** Wired by CDI. */
  public AgentResource(
      AgentDesk desk,
      Agents agents,
      AgentSignatures signatures,
      StageWorkers workers,
      InstantSource clock) {
    this.desk = desk;
    this.agents = agents;
    this.signatures = signatures;
    this.workers = workers;
    this.clock = clock;
  }

  /** Gives an agent its identity. */
  @POST
  @Path("/enrolments")
  @Consumes(MediaType.WILDCARD)
  public Response enrol(InputStream body) throws IOException {
    Enrolment request;
    try {
      request =
          ContractJson.read(
              new String(body.readNBytes(LARGEST_BODY), StandardCharsets.UTF_8), Enrolment.class);
    } catch (IllegalArgumentException unreadable) {
      // The text holds the token: it is not repeated.
      return timed(Problems.of(400, "MALFORMED", "not an enrolment"));
    }
    return switch (desk.enrolAgents().enrol(request)) {
      case EnrolAgents.Answer.Enrolled(var identity) -> {
        workers.wake();
        yield timed(Response.ok(ContractJson.text(identity), MediaType.APPLICATION_JSON).build());
      }
      case EnrolAgents.Answer.NotYet() ->
          timed(Problems.of(404, "NOT_YET", "nothing is known of this host request and token yet"));
      case EnrolAgents.Answer.Refused(String reason) -> {
        LOG.warnf("Enrolment of host %s was refused: %s", request.hostRequestId(), reason);
        yield timed(Problems.of(403, "ENROLMENT_REFUSED", reason));
      }
    };
  }

  /** Holds the request until there is a goal of another generation. */
  @GET
  @Path("/{id}/goal")
  public Response goal(
      @PathParam("id") String id,
      @QueryParam("after") long after,
      @QueryParam("wait") @Nullable String wait,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    long end = System.nanoTime() + WaitParameter.parse(wait).toNanos();
    if (isNotSignedBy(id, headers, uri)) {
      return unknown();
    }
    desk.machines().heard(id, clock.instant());
    while (true) {
      long heard = desk.bell().rings();
      switch (desk.serveGoals().goal(id, after)) {
        case ServeGoals.Served.Now(var goal) -> {
          return timed(Response.ok(ContractJson.text(goal), MediaType.APPLICATION_JSON).build());
        }
        case ServeGoals.Served.SecretMissing(String name) -> {
          LOG.errorf("The secret %s, which host %s needs, does not exist any more", name, id);
          return timed(Problems.of(503, "SECRET_MISSING", "a secret this goal needs is missing"));
        }
        case ServeGoals.Served.Unchanged() -> {}
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return timed(Response.noContent().build());
      }
      desk.bell().await(heard, Duration.ofNanos(Math.min(left, LOOK.toNanos())));
    }
  }

  /** Keeps a report. One of an agent that is revoked is taken and forgotten, so that it can end. */
  @POST
  @Path("/{id}/reports")
  @Consumes(MediaType.WILDCARD)
  public Response report(
      @PathParam("id") String id,
      InputStream content,
      @Context HttpHeaders headers,
      @Context UriInfo uri)
      throws IOException {
    byte[] body = content.readNBytes(LARGEST_BODY);
    Optional<Agents.Known> signer = signatures.signer(headers, "POST", path(uri), body);
    if (signer.isEmpty() || !signer.get().expected().hostRequestId().equals(id)) {
      return unknown();
    }
    AgentReport report;
    try {
      report = ContractJson.read(new String(body, StandardCharsets.UTF_8), AgentReport.class);
    } catch (IllegalArgumentException unreadable) {
      return timed(Problems.of(400, "MALFORMED", "not a report"));
    }
    if (report.status() == AgentStatus.GOAL_REFUSED) {
      LOG.errorf("Host %s: %s", id, report.detail());
    }
    agents.reported(id, report, clock.instant());
    workers.wake();
    return timed(Response.noContent().build());
  }

  private boolean isNotSignedBy(String id, HttpHeaders headers, UriInfo uri) {
    return signatures
        .signer(headers, "GET", path(uri), NO_BODY)
        .filter(known -> !known.revoked() && known.expected().hostRequestId().equals(id))
        .isEmpty();
  }

  private Response unknown() {
    return timed(Problems.of(401, "UNKNOWN_AGENT", "not signed by an enrolled agent of this host"));
  }

  private Response timed(Response response) {
    return Response.fromResponse(response)
        .header(RequestSignature.SERVER_TIME_HEADER, clock.instant().toString())
        .build();
  }

  static String path(UriInfo uri) {
    String query = uri.getRequestUri().getRawQuery();
    return uri.getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
  }
}
