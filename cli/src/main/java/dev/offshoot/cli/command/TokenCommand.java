package dev.offshoot.cli.command;

import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.access.domain.Role;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.local.TokenFile;
import dev.offshoot.cli.render.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens of the HTTP APIs, made and removed in the data folder; works without the services. */
@Command(
    name = "token",
    description = "Who may call the HTTP APIs: make, list and remove named tokens.")
final class TokenCommand implements Callable<Integer> {
  private final Session session;

  @Spec @Nullable CommandSpec spec;

  TokenCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.show(spec);
    return ExitCode.WRONG_USAGE;
  }

  @Command(
      name = "add",
      description = {
        "Make a token and print it, this once: only its hash is kept.",
        "It counts at once. NAME stands in the audit: who it is given to."
      })
  int add(
      @Parameters(paramLabel = "NAME", description = "Who it is given to.") String name,
      @Option(
              names = "--role",
              paramLabel = "look|plan|approve",
              required = true,
              description =
                  "look: read. plan: also observe, plan, propose. approve: also everything else.")
          String word) {
    if (!ApiToken.isName(name)) {
      throw new CommandFailed(
          "\"" + name + "\" cannot be the name of a token",
          "Use up to 64 letters, digits, '.', '_' and '-', starting with a letter or digit; \""
              + ApiToken.INSTALLATION
              + "\" is the installation's own.",
          ExitCode.WRONG_USAGE);
    }
    Role role =
        Role.of(word)
            .orElseThrow(
                () ->
                    new CommandFailed(
                        "there is no role \"" + word + "\"",
                        "Roles are look, plan and approve.",
                        ExitCode.WRONG_USAGE));
    String token = file().add(name, role);
    if (session.isJson()) {
      session.json(Map.of("name", name, "role", role.word(), "token", token));
    } else {
      session.screen().say(token);
    }
    return ExitCode.DONE;
  }

  @Command(name = "list", description = "Show the tokens that count; never the tokens themselves.")
  int list() {
    List<ApiToken> tokens = file().read().tokens().stream().filter(ApiToken::counts).toList();
    if (session.isJson()) {
      session.json(tokens.stream().map(TokenCommand::shown).toList());
      return ExitCode.DONE;
    }
    Table table = new Table(session.paint(), "NAME", "ROLE", "MADE", "BY");
    for (ApiToken token : tokens) {
      table.row(
          token.name(), token.role().word(), token.added().at().toString(), token.added().by());
    }
    session.screen().say(table.lines());
    return ExitCode.DONE;
  }

  @Command(name = "remove", description = "Remove a token: it stops counting at once.")
  int remove(@Parameters(paramLabel = "NAME", description = "Its name.") String name) {
    file().remove(name);
    if (session.isJson()) {
      session.json(Map.of("name", name));
    } else {
      session.screen().say("removed " + name);
    }
    return ExitCode.DONE;
  }

  private static Map<String, Object> shown(ApiToken token) {
    return Map.of(
        "name", token.name(),
        "role", token.role().word(),
        "addedAt", token.added().at(),
        "addedBy", token.added().by());
  }

  private TokenFile file() {
    return new TokenFile(
        session.dataDir(), System.getProperty("user.name", "unknown"), InstantSource.system());
  }
}
