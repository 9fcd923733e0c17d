package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.render.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Who did what. */
@Command(
    name = "audit",
    description = "Who asked, approved, accepted what; each configuration before and after.")
final class AuditCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only about this deployment.")
  String name = "";

  AuditCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode all = session.state().audit(name);
    if (session.isJson()) {
      session.json(all);
      return ExitCode.DONE;
    }
    Table table = new Table(session.paint(), "AT", "WHO", "DEPLOYMENT", "ACTION", "DETAIL");
    for (JsonNode entry : all.isArray() ? all : all.path("entries")) {
      table.row(
          entry.path("at").asText(),
          entry.path("who").asText("-"),
          entry.path("deployment").asText("-"),
          entry.path("action").asText("-"),
          entry.path("detail").asText(""));
    }
    session.screen().say(table.lines());
    return ExitCode.DONE;
  }
}
