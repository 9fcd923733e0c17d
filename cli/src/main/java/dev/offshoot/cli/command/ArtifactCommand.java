package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.cli.render.Table;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** mongod binaries Offshoot may install. */
@Command(name = "artifact", description = "mongod binaries that Offshoot may install, by SHA-256.")
final class ArtifactCommand implements Callable<Integer> {
  private final Session session;

  @Spec @Nullable CommandSpec spec;

  ArtifactCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.show(spec);
    return ExitCode.WRONG_USAGE;
  }

  @Command(name = "add", description = "Hand over a mongod binary or archive.")
  int add(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--version", required = true, paramLabel = "V", description = "As 6.0.27.")
          String version) {
    try {
      JsonNode added = session.artifacts().add(file, version);
      if (session.isJson()) {
        session.json(added);
      } else {
        session.screen().say("added mongod " + version + "  " + added.path("sha256").asText());
      }
      return ExitCode.DONE;
    } catch (FileNotFoundException e) {
      throw new CommandFailed(
          "there is no file " + file,
          "Name a mongod binary, or an archive with one.",
          ExitCode.WRONG_USAGE);
    }
  }

  @Command(name = "list", description = "All artifacts.")
  int list() {
    JsonNode all = session.artifacts().list();
    if (session.isJson()) {
      session.json(all);
      return ExitCode.DONE;
    }
    Table table = new Table(session.paint(), "VERSION", "SIZE", "SHA-256").flushRight(1);
    for (JsonNode artifact : all.isArray() ? all : all.path("artifacts")) {
      table.row(
          artifact.path("version").asText(),
          Amounts.bytes(artifact.path("sizeBytes").asLong()),
          artifact.path("sha256").asText());
    }
    session.screen().say(table.lines());
    return ExitCode.DONE;
  }

  @Command(name = "remove", description = "Offer an artifact no more.")
  int remove(@Parameters(paramLabel = "SHA-256") String sha256) {
    session.artifacts().remove(sha256);
    if (session.isJson()) {
      session.json(Map.of("removed", sha256));
    } else {
      session.screen().say("removed " + sha256);
    }
    return ExitCode.DONE;
  }
}
