package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.render.HostText;
import dev.offshoot.cli.render.LeftoverText;
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
  private static final String REMOVED = "REMOVED";
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
          boolean dryRun,
      @Option(
              names = "--has-mongod",
              description =
                  "A package of mongod that is installed there may be used (expand --install"
                      + " existing).")
          boolean hasMongod) {
    JoinCommand join = JoinCommand.of(session.artifacts().join(), hasMongod);
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
          HostText.carries(host));
    }
    session.screen().say(table.lines());
    int left = LeftoverText.count(session.state().leftovers());
    if (left > 0) {
      session.screen().say(left + " more that nothing living needs; see: offshoot host leftovers");
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "leftovers",
      description =
          "What providers hold for this installation although nothing living needs it. Nothing of"
              + " it is removed by itself.")
  int leftovers(
      @Option(
              names = "--remove",
              paramLabel = "ID",
              description =
                  "Remove all that is left of the host with this id, or of the one that this"
                      + " reference is of; refused unless it is known that nothing needs it.")
          @Nullable String remove) {
    return remove == null ? showLeftovers() : removeLeftover(remove);
  }

  private int showLeftovers() {
    JsonNode looks = session.state().leftovers();
    if (session.isJson()) {
      session.json(looks);
    } else {
      session
          .screen()
          .say(LeftoverText.lines(looks, session.state().leftoverRemovals(), session.paint()));
    }
    return ExitCode.DONE;
  }

  private int removeLeftover(String id) {
    String host = session.state().removeLeftover(id);
    JsonNode[] seen = {MissingNode.getInstance()};
    var unused =
        Poll.until(
            GONE_WITHIN,
            () -> {
              seen[0] = LeftoverText.removal(session.state().leftoverRemovals(), host);
              return !seen[0].path("state").asText(UNDER_WAY).equals(UNDER_WAY);
            });
    String state = seen[0].path("state").asText(UNDER_WAY);
    if (state.equals(REMOVED)) {
      return told(Map.of("removed", host), "removed what was left of host " + host);
    }
    boolean refused = state.equals(REFUSED);
    String why = seen[0].path("cause").isObject() ? ": " + HostText.why(seen[0].path("cause")) : "";
    throw new CommandFailed(
        "what is left of host " + host + (refused ? " stays" : " is not removed yet") + why,
        (refused ? "nothing of it was touched" : "it goes on by itself")
            + "; see: offshoot host leftovers",
        ExitCode.NEEDS_ATTENTION);
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
              return seen[0].isMissingNode() || HostText.asks(seen[0]);
            });
    if (HostText.asks(seen[0])) {
      boolean refused = HostText.state(seen[0]).equals(REFUSED);
      throw new CommandFailed(
          "host " + id + (refused ? " stays: " : " is not removed yet: ") + HostText.cause(seen[0]),
          refused ? "nothing on it was touched; see: offshoot host list" : SEE,
          ExitCode.NEEDS_ATTENTION);
    }
    if (!gone) {
      throw new CommandFailed("host " + id + " is still being removed", SEE);
    }
    return told(Map.of("removed", id), "removed host " + id);
  }

  @Command(
      name = "detach",
      description =
          "Keep a machine of the pool without Offshoot: its agent leaves, and a mongod that runs"
              + " there runs on, from then on yours alone.")
  int detach(@Parameters(paramLabel = "ID") String id) {
    String host = session.state().detachHost(id);
    JsonNode[] seen = {MissingNode.getInstance()};
    boolean gone =
        Poll.until(
            GONE_WITHIN,
            () -> {
              seen[0] = held(host);
              return seen[0].isMissingNode() || HostText.asks(seen[0]);
            });
    if (HostText.asks(seen[0])) {
      boolean refused = HostText.state(seen[0]).equals(REFUSED);
      throw new CommandFailed(
          "host "
              + host
              + (refused ? " stays: " : " is not detached yet: ")
              + HostText.cause(seen[0]),
          refused ? "nothing on it was touched; see: offshoot host list" : SEE,
          ExitCode.NEEDS_ATTENTION);
    }
    if (!gone) {
      throw new CommandFailed("host " + host + " is still being detached", SEE);
    }
    String said = HostText.detached(session.state().audit(""), host);
    return told(
        Map.of("detached", host, "detail", said),
        "host " + host + " is yours alone" + (said.isEmpty() ? "" : ": " + said));
  }

  private int told(Map<String, String> facts, String sentence) {
    if (session.isJson()) {
      session.json(facts);
    } else {
      session.screen().say(sentence);
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
}
