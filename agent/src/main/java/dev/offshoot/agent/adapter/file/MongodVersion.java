package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a binary says of itself. One that lacks a library or a CPU feature says so here, and not
 * first when its member has been added.
 *
 * @param problem why it cannot run here; empty when it can
 * @param version its version; empty when it told none
 */
record MongodVersion(String problem, String version) {

  private static final Pattern SAID = Pattern.compile("db version v(\\S+)");
  private static final int SECONDS = 30;

  static MongodVersion of(Path mongod) throws IOException {
    Process process =
        new ProcessBuilder(mongod.toString(), "--version").redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new MongodVersion("mongod --version does not end", "");
      }
      Matcher version = SAID.matcher(said);
      return process.exitValue() == 0
          ? new MongodVersion("", version.find() ? version.group(1) : "")
          : new MongodVersion(
              "mongod --version ended with " + process.exitValue() + ": " + said.strip(), "");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
