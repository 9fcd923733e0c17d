package dev.offshoot.state.adapter.http;

import dev.offshoot.access.domain.Role;
import dev.offshoot.state.adapter.worker.WaitingBell;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

/**
 * The story of an expansion as server-sent events: entries are numbered and resumable, progress in
 * between is not. Ends when the expansion is over and everything was told.
 */
@Path("/expansions/{id}/events")
public class ExpansionEventsResource {

  private final ExpansionStore expansions;
  private final WaitingBell bell;

  /** Wired by CDI. */
  public ExpansionEventsResource(ExpansionStore expansions, WaitingBell bell) {
    this.expansions = expansions;
    this.bell = bell;
  }

  /** Tells the story after the last entry the caller has seen, and goes on telling. */
  @GET
  @Needs(Role.LOOK)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  public Multi<OutboundSseEvent> events(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse) {
    if (expansions.find(id).isEmpty()) {
      throw new ProblemException(
          new Problem(
              ProblemCode.UNKNOWN_EXPANSION,
              "There is no expansion " + id + ".",
              "See: offshoot expansion list"));
    }
    int told = number(lastEventId);
    return Multi.createFrom()
        .emitter(
            emitter ->
                Thread.ofVirtual()
                    .name("story-" + id)
                    .start(new Telling(expansions, bell, new SseLines(sse, emitter), id, told)));
  }

  private static int number(@Nullable String lastEventId) {
    return lastEventId != null && lastEventId.matches("\\d{1,9}")
        ? Integer.parseInt(lastEventId)
        : 0;
  }
}
