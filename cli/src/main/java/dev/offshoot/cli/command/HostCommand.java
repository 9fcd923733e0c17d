package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.CommandFailed;
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
        new Table(session.paint(), "HOST", "PROVIDER", "ADDRESS", "DEPLOYMENT", "CARRIES");
    for (JsonNode host : all.isArray() ? all : all.path("hosts")) {
      table.row(
          host.path("id").asText(),
          host.path("provider").asText("-"),
          host.path("address").asText("-"),
          host.path("deployment").asText("-"),
          carries(host));
    }
    session.screen().say(table.lines());
    return ExitCode.DONE;
  }

  @Command(name = "remove", description = "Give a host back; refused while it carries a member.")
  int remove(@Parameters(paramLabel = "ID") String id) {
    for (JsonNode host : session.state().hosts()) {
      if (host.path("id").asText().equals(id) && host.path("carries").isObject()) {
        throw new CommandFailed(
            "host %s carries %s of %s"
                .formatted(id, carries(host), host.path("deployment").asText()),
            "Take the member out of the set first; a host with a member is never removed.");
      }
    }
    session.state().removeHost(id);
    if (session.isJson()) {
      session.json(Map.of("removed", id));
    } else {
      session.screen().say("removed host " + id);
    }
    return ExitCode.DONE;
  }

  private static String carries(JsonNode host) {
    JsonNode member = host.path("carries");
    return member.isObject() ? "member _id " + member.path("memberId").asText() : "nothing";
  }
}
