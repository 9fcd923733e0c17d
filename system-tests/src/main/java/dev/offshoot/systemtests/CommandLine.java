package dev.offshoot.systemtests;

import dev.offshoot.embedded.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code offshoot …} of this checkout, run as a process, for one data folder. */
public final class CommandLine {
  private static final int DEADLINE_MINUTES = 30;

  private final Path checkout;
  private final Path dataDir;
  private final Map<String, String> environment;

  /** The command line of the checkout, for this data folder. */
  public CommandLine(Path checkout, Path dataDir) {
    this(checkout, dataDir, Map.of());
  }

  /** The same with further variables, which the services it starts inherit. */
  public CommandLine(Path checkout, Path dataDir, Map<String, String> environment) {
    this.checkout = checkout;
    this.dataDir = dataDir;
    this.environment = Map.copyOf(environment);
  }

  /** The checkout named by the system property {@code offshoot.home}, or the one around here. */
  public static Path checkout() {
    String property = System.getProperty("offshoot.home", "");
    Path start = Path.of(property.isEmpty() ? "" : property).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("cli")) && Files.exists(folder.resolve("offshoot"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no checkout of Offshoot at or above " + start);
  }

  /**
   * How a command ended.
   *
   * @param exit exit code
   * @param out standard output
   * @param err standard error
   */
  public record Ended(int exit, String out, String err) {
    /** Standard output of a command that must have ended with 0. */
    public String orFail() {
      if (exit != 0) {
        throw new IllegalStateException("exit " + exit + "\n" + out + err);
      }
      return out;
    }
  }

  /** Runs a command to its end. */
  public Ended run(String... arguments) {
    Path out = temporary();
    Path err = temporary();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command(arguments))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("offshoot " + arguments[0] + " does not end");
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  private List<String> command(String... arguments) {
    Tools tools = Tools.find();
    Path jar = checkout.resolve("cli/target/offshoot-cli.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; build the checkout first");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(recordedStart(jar));
    command.add("-Doffshoot.home=" + checkout);
    command.add("-Doffshoot.tools=" + tools.folder());
    command.add("-Doffshoot.mongod=" + tools.mongod());
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data-dir", dataDir.toString()));
    return command;
  }

  /** As the launcher does. */
  private static List<String> recordedStart(Path jar) {
    Path cache = jar.resolveSibling("offshoot-cli.aot");
    return List.of("-XX:AOTCache=" + cache, "-Xlog:disable", "--enable-native-access=ALL-UNNAMED");
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("offshoot-command-", ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
