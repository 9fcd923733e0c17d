package dev.offshoot.cli.command;

import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.CallRefused;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ServiceSilent;
import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.render.Amounts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the services; what they made keeps running. */
@Command(
    name = "down",
    description = "Stop the services. Members and hosts keep running, unfinished expansions pause.")
final class DownCommand implements Callable<Integer> {
  private final Session session;

  DownCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Installation installation = session.installation();
    if (!installation.dataDir().exists()) {
      session.screen().say("nothing runs: there is no data folder " + session.dataDir().root());
      return ExitCode.DONE;
    }
    List<ExpansionView> unfinished = installation.isUp() ? unfinished() : List.of();
    installation.stop();
    if (session.isJson()) {
      session.json(
          Map.of("stopped", true, "paused", unfinished.stream().map(ExpansionView::id).toList()));
      return ExitCode.DONE;
    }
    session.screen().say("stopped; members and hosts keep running");
    if (!unfinished.isEmpty()) {
      session
          .screen()
          .say(
              "%s %s until the services run again: %s"
                  .formatted(
                      Amounts.of(unfinished.size(), "unfinished expansion"),
                      unfinished.size() == 1 ? "pauses" : "pause",
                      session.shown("up --detach")));
      unfinished.forEach(
          each ->
              session
                  .screen()
                  .say("  " + each.id() + "  " + each.deployment() + "  " + each.status()));
    }
    return ExitCode.DONE;
  }

  private List<ExpansionView> unfinished() {
    try {
      return session.state().expansions().stream().filter(each -> !each.isOver()).toList();
    } catch (ServiceSilent | CallRefused unknown) {
      session
          .screen()
          .complain("state-service does not answer; unfinished expansions are not known");
      return List.of();
    }
  }
}
