package dev.offshoot.cli.command;

import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.Screen;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands, wired. */
public final class CommandTree {
  private CommandTree() {}

  /** The command line of this screen and environment; {@code execute} answers the exit code. */
  public static CommandLine of(Screen screen, Map<String, String> environment) {
    OffshootCommand root = new OffshootCommand();
    Session session = new Session(root, screen, environment);
    return new CommandLine(root)
        .addSubcommand(new DemoCommand(session))
        .addSubcommand(new UpCommand(session))
        .addSubcommand(new DownCommand(session))
        .addSubcommand(new StatusCommand(session))
        .addSubcommand(new SecretCommand(session))
        .addSubcommand(new TokenCommand(session))
        .addSubcommand(new DeploymentCommand(session))
        .addSubcommand(new PlanCommand(session))
        .addSubcommand(new ExpandCommand(session))
        .addSubcommand(new ApplyCommand(session))
        .addSubcommand(new ExpansionCommand(session))
        .addSubcommand(new HostCommand(session))
        .addSubcommand(new ArtifactCommand(session))
        .addSubcommand(new AuditCommand(session))
        .addSubcommand(new CompletionCommand(session))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures(session))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                screen.paint() == Paint.COLOURED ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8));
  }
}
