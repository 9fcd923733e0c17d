package dev.offshoot.state.adapter.http;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.state.adapter.worker.WaitingBell;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.ExpansionView;
import dev.offshoot.state.app.ShowExpansion;
import dev.offshoot.state.app.StoredExpansion;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The story of an expansion as server-sent events: entries are numbered and resumable, progress in
 * between is not. Ends when the expansion is over and everything was told.
 */
@Path("/expansions/{id}/events")
public class ExpansionEventsResource {

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ExpansionStore expansions;
  private final WaitingBell bell;

  /** Wired by CDI. */
  public ExpansionEventsResource(ExpansionStore expansions, WaitingBell bell) {
    this.expansions = expansions;
    this.bell = bell;
  }

  /** Tells the story after the last entry the caller has seen, and goes on telling. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  public void events(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse,
      @Context SseEventSink sink)
      throws InterruptedException {
    if (expansions.find(id).isEmpty()) {
      throw new ProblemException(
          new Problem(
              ProblemCode.UNKNOWN_EXPANSION,
              "There is no expansion " + id + ".",
              "See: offshoot expansion list"));
    }
    try (SseEventSink open = sink) {
      new Telling(expansions, new SseLines(sse, open), id, number(lastEventId)).toTheEnd();
    }
  }

  private static int number(@Nullable String lastEventId) {
    return lastEventId != null && lastEventId.matches("\\d{1,9}")
        ? Integer.parseInt(lastEventId)
        : 0;
  }

  /** One caller who listens. */
  private final class Telling {

    private final ExpansionStore store;
    private final SseLines lines;
    private final String id;
    private int told;
    private String progress = "";

    Telling(ExpansionStore store, SseLines lines, String id, int told) {
      this.store = store;
      this.lines = lines;
      this.id = id;
      this.told = told;
    }

    void toTheEnd() throws InterruptedException {
      while (lines.open()) {
        try (WaitingBell.Ticket ticket = bell.ticket(id)) {
          Optional<StoredExpansion> stored = store.find(id);
          if (stored.isEmpty()) {
            return;
          }
          ExpansionView view = ShowExpansion.view(stored.get());
          tell(view);
          if (view.status().isOver()) {
            return;
          }
          if (!ticket.await(LOOK)) {
            lines.alive();
          }
        }
      }
    }

    private void tell(ExpansionView view) {
      for (ExpansionStore.NumberedEntry numbered : store.story(id, told)) {
        lines.story(StoryLine.of(numbered, view.status().name()));
        told = numbered.number();
      }
      String now = ContractJson.text(ProgressLine.of(view));
      if (!now.equals(progress)) {
        lines.progress(now);
        progress = now;
      }
    }
  }
}
