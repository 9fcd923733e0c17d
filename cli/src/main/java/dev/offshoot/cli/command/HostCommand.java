package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hosts Offshoot holds. */
@Command(name = "host", description = "Hosts that Offshoot holds, and what each carries.")
final class HostCommand implements Callable<Integer> {
  private static final Duration GONE_WITHIN = Duration.ofMinutes(3);
  private static final String UNDER_WAY = "UNDER_WAY";
  private static final String REFUSED = "REFUSED";
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

  @Command(
      name = "add",
      description =
          "Offer a machine of yours: prints the one line to paste on it. Its agent then waits there"
              + " until an expansion with --provider pool takes the machine.")
  int add(
      @Parameters(
              paramLabel = "HOST:PORT",
              description = "By which members will reach a member on the machine.")
          String address,
      @Option(names = "--site", paramLabel = "S", description = "Where the machine stands.")
          @Nullable String site,
      @Option(
              names = "--dry-run",
              description = "Print the line that only says what would be checked and made.")
          boolean dryRun) {
    JoinCommand join = JoinCommand.of(session.artifacts().join());
    if (dryRun) {
      return told(Map.of("command", join.dryRun(address)));
    }
    JsonNode offer = session.state().offerHost(address, site);
    String id = offer.path("id").asText();
    return told(
        Map.of(
            "id",
            id,
            "expiresAt",
            offer.path("expiresAt").asText(),
            "command",
            join.line(offer.path("token").asText(), id, offer.path("address").asText())));
  }

  private int told(Map<String, String> said) {
    if (session.isJson()) {
      session.json(said);
      return ExitCode.DONE;
    }
    if (said.containsKey("id")) {
      session
          .screen()
          .say(
              "host "
                  + said.get("id")
                  + ": paste this on the machine before "
                  + said.get("expiresAt")
                  + "; its token works once and is not shown again");
    }
    session.screen().say(said.getOrDefault("command", ""));
    return ExitCode.DONE;
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
  int remove(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--keep-data",
              description = "Set the member's files aside on a machine of the pool.")
          boolean keepData) {
    session.state().removeHost(id, keepData);
    JsonNode[] seen = {MissingNode.getInstance()};
    boolean gone =
        Poll.until(
            GONE_WITHIN,
            () -> {
              seen[0] = held(id);
              return seen[0].isMissingNode() || asks(seen[0]);
            });
    if (asks(seen[0])) {
      boolean refused = state(seen[0]).equals(REFUSED);
      throw new CommandFailed(
          "host " + id + (refused ? " stays: " : " is not removed yet: ") + cause(seen[0]),
          refused ? "nothing on it was touched; see: offshoot host list" : SEE,
          ExitCode.NEEDS_ATTENTION);
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

  /** The host as it is listed; missing when it is not held any more. */
  private JsonNode held(String id) {
    for (JsonNode host : session.state().hosts()) {
      if (host.path("id").asText().equals(id)) {
        return host;
      }
    }
    return MissingNode.getInstance();
  }

  private static String state(JsonNode host) {
    return host.path("removal").path("state").asText("");
  }

  private static boolean asks(JsonNode host) {
    String state = state(host);
    return !state.isEmpty() && !state.equals(UNDER_WAY);
  }

  private static String cause(JsonNode host) {
    JsonNode cause = host.path("removal").path("cause");
    return cause.path("code").asText()
        + ": "
        + cause.path("detail").asText()
        + "; "
        + cause.path("remedy").asText();
  }

  private static String carries(JsonNode host) {
    return switch (host.path("state").asText("")) {
      case "OFFERED" -> "nothing, has not joined yet";
      case "EXPIRED" -> "nothing, did not join in time: add it again";
      case "SPARE" -> "nothing, is a spare";
      case "SILENT" ->
          "nothing, is silent since " + host.path("heardAt").asText() + " and not claimed";
      default -> carriesMember(host);
    };
  }

  private static String carriesMember(JsonNode host) {
    JsonNode member = host.path("carries");
    String carried =
        member.isObject() ? "member _id " + member.path("memberId").asText() : "nothing";
    return switch (state(host)) {
      case "" -> carried;
      case UNDER_WAY -> carried + ", is being removed";
      case REFUSED -> carried + ", was not removed: " + cause(host);
      default -> carried + ", is being removed: " + cause(host);
    };
  }
}
