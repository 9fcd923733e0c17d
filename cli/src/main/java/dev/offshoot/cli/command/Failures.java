package dev.offshoot.cli.command;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.CallRefused;
import dev.offshoot.cli.api.ServiceSilent;
import dev.offshoot.cli.render.Screen;
import dev.offshoot.embedded.StartFailed;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** How a failure reads: what happened, to which object, what to do. */
public final class Failures implements IExecutionExceptionHandler {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int UNPROCESSABLE = 422;

  private final Session session;

  public Failures(Session session) {
    this.session = session;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return switch (failure) {
      case CommandFailed failed ->
          say(String.valueOf(failed.getMessage()), failed.remedy(), failed.exitCode());
      case CallRefused refused -> refused(refused);
      case ServiceSilent silent ->
          say(
              "Offshoot does not run with the data folder "
                  + session.dataDir().root()
                  + ": "
                  + silent.getMessage(),
              "Start it: " + session.shown("up --detach"),
              ExitCode.FAILED);
      case StartFailed failed -> say(String.valueOf(failed.getMessage()), "", ExitCode.FAILED);
      default -> unexpected(failure);
    };
  }

  private int refused(CallRefused refused) {
    if (refused.status() == UNAUTHORIZED) {
      return say(
          "the token in " + session.dataDir().tokenFile() + " is not accepted by the service",
          "Stop and start Offshoot with this data folder: "
              + session.shown("down")
              + "; "
              + session.shown("up --detach"),
          ExitCode.FAILED);
    }
    boolean wrongUsage = refused.status() == BAD_REQUEST || refused.status() == UNPROCESSABLE;
    String code = refused.code().isEmpty() ? "" : refused.code() + "  ";
    return say(
        code + refused.getMessage(),
        refused.remedy(),
        wrongUsage ? ExitCode.WRONG_USAGE : ExitCode.FAILED);
  }

  private int unexpected(Exception failure) {
    if (!session.environment("OFFSHOOT_DEBUG").isEmpty()) {
      failure.printStackTrace(session.screen().err());
    }
    return say(
        "unexpected: " + failure,
        "OFFSHOOT_DEBUG=1 shows where; logs are in " + session.dataDir().logs(),
        ExitCode.FAILED);
  }

  private int say(String what, String remedy, int exitCode) {
    Screen screen = session.screen();
    screen.complain(screen.paint().bad("offshoot: ") + what);
    if (!remedy.isEmpty()) {
      screen.complain("  to do: " + remedy);
    }
    return exitCode;
  }
}
