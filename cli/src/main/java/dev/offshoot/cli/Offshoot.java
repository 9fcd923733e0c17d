package dev.offshoot.cli;

import dev.offshoot.cli.command.CommandTree;
import dev.offshoot.cli.render.Screen;
import java.util.logging.LogManager;

/** The command line's entry. */
public final class Offshoot {
  private Offshoot() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    // Drivers log through java.util.logging; a command shows its own words only.
    LogManager.getLogManager().reset();
    // The driver's own threads may fail while a client is closed; that concerns nobody.
    if (System.getenv("OFFSHOOT_DEBUG") == null) {
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    }
    Screen screen = Screen.system(System.getenv("NO_COLOR"), System.getenv("TERM"));
    System.exit(CommandTree.of(screen, System.getenv()).execute(arguments));
  }
}
