package dev.offshoot.cli.command;

import dev.offshoot.cli.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The script that completes commands and options in bash and zsh. */
@Command(
    name = "completion",
    description = {
      "Print a completion script for bash or zsh.",
      "Use it: source <(./offshoot completion bash)"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  private final Session session;

  @Parameters(paramLabel = "bash|zsh", description = "The shell; one script serves both.")
  Shell shell = Shell.BASH;

  @Spec @Nullable CommandSpec spec;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      session.screen().say(AutoComplete.bash("offshoot", spec.root().commandLine()));
    }
    return ExitCode.DONE;
  }
}
