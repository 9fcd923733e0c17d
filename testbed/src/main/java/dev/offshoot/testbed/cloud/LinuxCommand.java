package dev.offshoot.testbed.cloud;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Small commands of Linux, such as {@code ip}: each must succeed, in time. */
final class LinuxCommand {
  private static final int SECONDS = 20;

  private LinuxCommand() {}

  /** Runs it; answers what it printed. */
  static String run(String... words) {
    List<String> command = List.of(words);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(java.nio.file.Path.of("/dev/null").toFile()))
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + process.exitValue() + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException(String.join(" ", command) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
    }
  }

  /** Runs {@code ip} with these words, separated by spaces. */
  static void ip(String words) {
    var unused = run(("ip " + words).split(" "));
  }

  /** Whether it can be run and ends with 0. */
  static boolean succeeds(String... words) {
    try {
      var unused = run(words);
      return true;
    } catch (IllegalStateException failed) {
      return false;
    }
  }
}
