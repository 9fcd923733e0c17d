package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.render.Table;
import dev.offshoot.embedded.Poll;
import java.time.Duration;
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
  private static final Duration GONE_WITHIN = Duration.ofMinutes(3);
  private static final String UNDER_WAY = "is being removed";
  private static final String SEE = "it goes on by itself; see: offshoot host list";

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

  @Command(
      name = "remove",
      description =
          "Give a host back whose member is out of the set; refused while it carries a member.")
  int remove(@Parameters(paramLabel = "ID") String id) {
    session.state().removeHost(id);
    String[] how = {""};
    boolean gone =
        Poll.until(
            GONE_WITHIN,
            () -> {
              how[0] = removal(id);
              return how[0].isEmpty() || asks(how[0]);
            });
    if (asks(how[0])) {
      throw new CommandFailed(
          "host " + id + " is not removed yet: " + how[0], SEE, ExitCode.NEEDS_ATTENTION);
    }
    if (!gone) {
      throw new CommandFailed("host " + id + " is still being removed", SEE);
    }
    if (session.isJson()) {
      session.json(Map.of("removed", id));
    } else {
      session.screen().say("removed host " + id);
    }
    return ExitCode.DONE;
  }

  /** How far its removal is; empty when the host is not held any more. */
  private String removal(String id) {
    for (JsonNode host : session.state().hosts()) {
      if (host.path("id").asText().equals(id)) {
        return host.path("removal").asText(UNDER_WAY);
      }
    }
    return "";
  }

  private static boolean asks(String how) {
    return !how.isEmpty() && !how.equals(UNDER_WAY);
  }

  private static String carries(JsonNode host) {
    JsonNode member = host.path("carries");
    String carried =
        member.isObject() ? "member _id " + member.path("memberId").asText() : "nothing";
    String removal = host.path("removal").asText("");
    return removal.isEmpty() ? carried : carried + ", " + removal;
  }
}
