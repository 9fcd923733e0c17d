package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.render.Table;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hosts Offshoot holds. */
@Command(name = "host", description = "Hosts that Offshoot holds, and what each carries.")
final class HostCommand implements Callable<Integer> {
  private final Session session;

  @Spec @Nullable CommandSpec spec;

  HostCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.show(spec);
    return ExitCode.WRONG_USAGE;
  }

  @Command(name = "list", description = "All hosts.")
  int list() {
    JsonNode all = session.state().hosts();
    if (session.isJson()) {
      session.json(all);
      return ExitCode.DONE;
    }
    Table table =
        new Table(session.paint(), "HOST", "PROVIDER", "ADDRESS", "DEPLOYMENT", "STATE")
            .statusColours();
    for (JsonNode host : all.isArray() ? all : all.path("hosts")) {
      table.row(
          host.path("id").asText(),
          host.path("provider").asText("-"),
          host.path("address").asText("-"),
          host.path("deployment").asText("-"),
          host.path("state").asText("-"));
    }
    session.screen().say(table.lines());
    return ExitCode.DONE;
  }

  @Command(name = "remove", description = "Give a host back; refused while it carries a member.")
  int remove(@Parameters(paramLabel = "ID") String id) {
    session.state().removeHost(id);
    if (session.isJson()) {
      session.json(Map.of("removed", id));
    } else {
      session.screen().say("removed host " + id);
    }
    return ExitCode.DONE;
  }
}
