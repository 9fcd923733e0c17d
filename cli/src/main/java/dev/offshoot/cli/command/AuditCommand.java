package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--verify",
      description = "Check that no entry was changed, left out or put in; shows the last hash.")
  boolean verify;

  @Option(
      names = "--head",
      paramLabel = "NUMBER:HASH",
      description = "With --verify: a last hash that was kept before, which must still be there.")
  String head = "";

  @Override
  public Integer call() {
    if (verify) {
      return new AuditVerification(session).check(head);
    }
    JsonNode all = session.state().audit(name);
    if (session.isJson()) {
      session.json(all);
      return ExitCode.DONE;
    }
    Table table = new Table(session.paint(), "AT", "WHO", "DEPLOYMENT", "ACTION", "DETAIL");
    for (JsonNode entry : all.isArray() ? all : all.path("entries")) {
      table.row(
          entry.path("at").asText(),
          entry.path("by").asText("-"),
          entry.path("subject").path("deployment").asText("-"),
          entry.path("action").asText("-"),
          detail(entry.path("detail")));
    }
    session.screen().say(table.lines());
    return ExitCode.DONE;
  }

  // Whole configurations stand in the document for programs; a table shows the short parts.
  private static String detail(JsonNode detail) {
    if (!detail.isObject()) {
      return detail.asText("");
    }
    List<String> parts = new ArrayList<>();
    detail
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                parts.add(field.getKey() + "=" + field.getValue().asText());
              }
            });
    return String.join(" ", parts);
  }
}
