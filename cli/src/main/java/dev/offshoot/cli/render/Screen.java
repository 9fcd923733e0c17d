package dev.offshoot.cli.render;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and standard error, and whether a person sits before them. A line that changes in
 * place ({@link #live}) exists on a terminal only.
 */
public final class Screen {
  private static final int DEFAULT_WIDTH = 100;
  private static final String CLEAR_LINE = "\r\033[2K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final Paint paint;
  private final int width;
  private String live = "";

  private Screen(PrintStream out, PrintStream err, boolean terminal, Paint paint, int width) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.paint = paint;
    this.width = width;
  }

  /** This process's own. */
  public static Screen system(@Nullable String noColor, @Nullable String termName) {
    boolean terminal =
        console().filter(Console::isTerminal).isPresent()
            && termName != null
            && !termName.equals("dumb");
    boolean coloured = terminal && (noColor == null || noColor.isEmpty());
    return new Screen(
        utf8(System.out),
        utf8(System.err),
        terminal,
        coloured ? Paint.COLOURED : Paint.PLAIN,
        terminal ? terminalWidth() : DEFAULT_WIDTH);
  }

  /** For pipes and tests. */
  public static Screen plain(PrintStream out, PrintStream err) {
    return new Screen(out, err, false, Paint.PLAIN, DEFAULT_WIDTH);
  }

  public Paint paint() {
    return paint;
  }

  /** Whether a person can be asked. */
  public boolean isTerminal() {
    return terminal;
  }

  public int width() {
    return width;
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** A line for good, above the live line. */
  public synchronized void say(String line) {
    out.println(live.isEmpty() ? line : CLEAR_LINE + line);
    out.print(live);
    out.flush();
  }

  public void say(List<String> lines) {
    lines.forEach(this::say);
  }

  /** A line to standard error. */
  public synchronized void complain(String line) {
    clearLive();
    err.println(line);
    err.flush();
  }

  /** Shows a line that the next one replaces; nothing without a terminal. */
  public synchronized void live(String line) {
    if (terminal) {
      live = line.length() >= width ? line.substring(0, width - 1) : line;
      out.print(CLEAR_LINE + live);
      out.flush();
    }
  }

  public synchronized void clearLive() {
    if (!live.isEmpty()) {
      live = "";
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  /** Asks for yes or no; anything but yes is no. Only where {@link #isTerminal()}. */
  public boolean confirms(String question) {
    clearLive();
    return console()
        .map(console -> console.readLine("%s [y/N] ", question))
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .filter(List.of("y", "yes")::contains)
        .isPresent();
  }

  /** Asks for a value that is not shown while it is typed; empty where nobody can be asked. */
  public Optional<String> askSecretly(String question) {
    return terminal
        ? console().map(console -> console.readPassword("%s: ", question)).map(String::new)
        : Optional.empty();
  }

  private static Optional<Console> console() {
    return Optional.ofNullable(System.console());
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static int terminalWidth() {
    try (Terminal probe = TerminalBuilder.builder().system(true).dumb(true).build()) {
      return probe.getWidth() > 0 ? probe.getWidth() : DEFAULT_WIDTH;
    } catch (IOException | IllegalStateException unknown) {
      return DEFAULT_WIDTH;
    }
  }
}
