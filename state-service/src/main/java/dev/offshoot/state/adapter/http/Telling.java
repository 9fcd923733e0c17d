package dev.offshoot.state.adapter.http;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.state.adapter.worker.WaitingBell;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.ExpansionView;
import dev.offshoot.state.app.ShowExpansion;
import dev.offshoot.state.app.StoredExpansion;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells one listener what is new, at once when the bell rings and otherwise every second: another
 * copy of this service may have written it. A listener who is cut off comes back with the last
 * number.
 */
final class Telling implements Runnable {

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ExpansionStore expansions;
  private final WaitingBell bell;
  private final SseLines lines;
  private final String id;
  private int told;
  private String progress = "";

  Telling(ExpansionStore expansions, WaitingBell bell, SseLines lines, String id, int told) {
    this.expansions = expansions;
    this.bell = bell;
    this.lines = lines;
    this.id = id;
    this.told = told;
  }

  @Override
  public void run() {
    try {
      toTheEnd();
      lines.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lines.end();
    } catch (RuntimeException e) {
      lines.fail(e);
    }
  }

  private void toTheEnd() throws InterruptedException {
    while (lines.open()) {
      try (WaitingBell.Ticket ticket = bell.ticket(id)) {
        Optional<StoredExpansion> stored = expansions.find(id);
        if (stored.isEmpty()) {
          return;
        }
        ExpansionView view = ShowExpansion.view(stored.get());
        tell(view);
        if (view.status().isOver()) {
          return;
        }
        var unused = ticket.await(LOOK);
      }
    }
  }

  private void tell(ExpansionView view) {
    for (ExpansionStore.NumberedEntry numbered : expansions.story(id, told)) {
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
