package dev.offshoot.installer.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a mongod binary for its version. */
public final class MongodVersion {

  private static final Pattern VERSION = Pattern.compile("db version v(\\S+)");
  private static final int SECONDS = 30;

  private MongodVersion() {}

  /**
   * What {@code mongod --version} says.
   *
   * @throws IOException when this is no mongod that runs here
   */
  public static String of(Path mongod) throws IOException {
    Process process =
        new ProcessBuilder(mongod.toString(), "--version").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(mongod + " --version does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Matcher version = VERSION.matcher(said);
    if (process.exitValue() != 0 || !version.find()) {
      throw new IOException(mongod + " is no mongod that runs on this machine: " + said.strip());
    }
    return version.group(1);
  }
}
