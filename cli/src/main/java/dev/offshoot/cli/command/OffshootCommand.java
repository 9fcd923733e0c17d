package dev.offshoot.cli.command;

import dev.offshoot.cli.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root: options that work on every command. */
@Command(
    name = "offshoot",
    description = "Grows running MongoDB replica sets by verified members.",
    version = "offshoot 0.1.0",
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or rolled back",
      "2:wrong usage",
      "3:refused by the planner",
      "4:needs attention",
      "5:waits for a person"
    })
public final class OffshootCommand implements Callable<Integer> {
  /** How results are printed. */
  public enum Output {
    TEXT,
    JSON
  }

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "Folder of this installation (default: OFFSHOOT_DATA_DIR, or ~/.offshoot).")
  @Nullable Path dataDir;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "Print for people (default) or for programs.")
  Output output = Output.TEXT;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Usage.show(spec);
    return ExitCode.WRONG_USAGE;
  }

  @Nullable Path dataDir() {
    return dataDir;
  }

  Output output() {
    return output;
  }
}
