package dev.offshoot.cli.follow;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.api.CallRefused;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ServiceSilent;
import dev.offshoot.cli.api.StateApi;
import dev.offshoot.cli.render.Screen;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at one expansion until something holds, and tells the story meanwhile if asked to. */
public final class ExpansionFollower {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration SILENT_AT_MOST = Duration.ofMinutes(2);
  private static final int SERVER_ERROR = 500;

  private final StateApi api;
  private final Screen screen;
  private final boolean telling;

  /**
   * A follower.
   *
   * @param telling whether the story is printed
   */
  public ExpansionFollower(StateApi api, Screen screen, boolean telling) {
    this.api = api;
    this.screen = screen;
    this.telling = telling;
  }

  /** Waits until it is over, or a person must say yes, or decide. */
  public ExpansionView untilDecision(String id) {
    return until(
        id,
        view ->
            view.isOver()
                || view.status().equals("NEEDS_ATTENTION")
                || view.status().equals("AWAITING_APPROVAL"));
  }

  /** Waits until it is over or needs attention; an approval just given may not show yet. */
  public ExpansionView untilOver(String id) {
    return until(id, view -> view.isOver() || view.status().equals("NEEDS_ATTENTION"));
  }

  private ExpansionView until(String id, Predicate<ExpansionView> condition) {
    StoryTeller teller = new StoryTeller(screen);
    try (WakeUps wakeUps = new WakeUps(api, id)) {
      long silentSince = 0;
      while (true) {
        Optional<ExpansionView> view = look(id);
        if (view.isPresent()) {
          silentSince = 0;
          if (telling) {
            teller.tell(view.get());
          }
          if (condition.test(view.get())) {
            return view.get();
          }
        } else {
          silentSince = silentSince == 0 ? System.nanoTime() : silentSince;
          requirePatience(id, silentSince);
        }
        wakeUps.await(LOOK_EVERY);
      }
    } finally {
      screen.clearLive();
    }
  }

  // A service that is restarted is silent for a while; the expansion goes on where it was.
  private Optional<ExpansionView> look(String id) {
    try {
      return Optional.of(api.expansion(id));
    } catch (ServiceSilent silent) {
      return Optional.empty();
    } catch (CallRefused refused) {
      if (refused.status() >= SERVER_ERROR) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private void requirePatience(String id, long silentSince) {
    screen.live("   ... Offshoot does not answer; trying again");
    if (System.nanoTime() - silentSince > SILENT_AT_MOST.toNanos()) {
      throw new CommandFailed(
          "Offshoot stopped answering while expansion " + id + " was followed",
          "See ./offshoot status; the expansion goes on where it was once the services run again.");
    }
  }
}
