package dev.offshoot.installer.adapter.http;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.AnswerHeaders;
import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.stage.adapter.worker.StageWorkers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

  private final AgentDesk desk;
  private final Agents agents;
  private final AgentAccess access;
  private final StageWorkers workers;
  private final InstantSource clock;

  /** Wired by CDI. */
  public AgentResource(
      AgentDesk desk,
      Agents agents,
      AgentAccess access,
      StageWorkers workers,
      InstantSource clock) {
    this.desk = desk;
    this.agents = agents;
    this.access = access;
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
      case EnrolAgents.Answer.Refused(String code, String reason) -> {
        LOG.warnf(
            "%s: an enrolment as the agent of host %s was refused: %s",
            code, request.hostRequestId(), reason);
        yield timed(Problems.of(403, code, reason));
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
      @QueryParam("tested") @Nullable String tested,
      @Context HttpServerRequest request) {
    long end = System.nanoTime() + WaitParameter.parse(wait).toNanos();
    Optional<Response> refusal = access.refusal(request, Optional.of(id));
    if (refusal.isPresent()) {
      return timed(refusal.get());
    }
    desk.machines().heard(id, clock.instant());
    while (true) {
      long heard = desk.bell().rings();
      switch (desk.serveGoals().goal(id, after, tested)) {
        case ServeGoals.Served.Now(var goal) -> {
          return timed(Response.ok(ContractJson.text(goal), MediaType.APPLICATION_JSON).build());
        }
        case ServeGoals.Served.Asked(var order) -> {
          return timed(
              Response.ok(ContractJson.text(order), MediaType.APPLICATION_JSON)
                  .header(AnswerHeaders.KIND, AnswerHeaders.REACH)
                  .build());
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

  /** Keeps a report. */
  @POST
  @Path("/{id}/reports")
  @Consumes(MediaType.WILDCARD)
  public Response report(
      @PathParam("id") String id, InputStream content, @Context HttpServerRequest request)
      throws IOException {
    Optional<Response> refusal = access.refusal(request, Optional.of(id));
    if (refusal.isPresent()) {
      return timed(refusal.get());
    }
    byte[] body = content.readNBytes(LARGEST_BODY);
    AgentReport report;
    try {
      report = ContractJson.read(new String(body, StandardCharsets.UTF_8), AgentReport.class);
    } catch (IllegalArgumentException unreadable) {
      return timed(Problems.of(400, "MALFORMED", "not a report"));
    }
    if (report.status() == AgentStatus.GOAL_REFUSED) {
      LOG.errorf("Host %s: %s", id, report.detail());
    }
    desk.machines().heard(id, clock.instant());
    agents.reported(id, report, clock.instant());
    workers.wake();
    return timed(Response.noContent().build());
  }

  /** Keeps what an agent found when it tested whether it reaches new members. */
  @POST
  @Path("/{id}/reached")
  @Consumes(MediaType.WILDCARD)
  public Response reached(
      @PathParam("id") String id, InputStream content, @Context HttpServerRequest request)
      throws IOException {
    Optional<Response> refusal = access.refusal(request, Optional.of(id));
    if (refusal.isPresent()) {
      return timed(refusal.get());
    }
    String text = new String(content.readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
    try {
      desk.memberAgents().reached(id, ContractJson.read(text, ReachReport.class));
    } catch (IllegalArgumentException unreadable) {
      return timed(Problems.of(400, "MALFORMED", "not a report"));
    }
    workers.wake();
    return timed(Response.noContent().build());
  }

  private Response timed(Response response) {
    return Response.fromResponse(response)
        .header(AnswerHeaders.SERVER_TIME, clock.instant().toString())
        .header(AnswerHeaders.AUTHORITIES, access.authorities())
        .build();
  }
}
