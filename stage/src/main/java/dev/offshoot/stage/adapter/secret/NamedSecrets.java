package dev.offshoot.stage.adapter.secret;

import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.config.OffshootConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Secrets by name: the environment ({@code OFFSHOOT_SECRET_<NAME>}), then a file in the secrets
 * folder, then a configured command that gets the name as its last argument and prints the value. A
 * trailing line break is not part of the value.
 */
@ApplicationScoped
public class NamedSecrets implements Secrets {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final int COMMAND_DEADLINE_SECONDS = 10;

  private final OffshootConfig config;

  /** Wired by CDI. */
  public NamedSecrets(OffshootConfig config) {
    this.config = config;
  }

  @Override
  public Optional<String> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return fromEnvironment(name)
        .or(() -> fromFile(name))
        .or(() -> fromCommand(name))
        .map(NamedSecrets::withoutLastBreak);
  }

  private static Optional<String> fromEnvironment(String name) {
    return Optional.ofNullable(
        System.getenv(
            "OFFSHOOT_SECRET_"
                + name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_')));
  }

  private Optional<String> fromFile(String name) {
    return config
        .secrets()
        .dir()
        .map(dir -> Path.of(dir, name))
        .filter(Files::isRegularFile)
        .map(NamedSecrets::read);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("secret file " + file + " cannot be read", e);
    }
  }

  private Optional<String> fromCommand(String name) {
    return config.secrets().command().flatMap(command -> run(command, name));
  }

  private static Optional<String> run(String command, String name) {
    try {
      Process process =
          new ProcessBuilder(command, name).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      byte[] value = process.getInputStream().readNBytes(1 << 20);
      if (!process.waitFor(COMMAND_DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0
          ? Optional.of(new String(value, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the secrets command " + command + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String withoutLastBreak(String value) {
    return value.endsWith("\r\n")
        ? value.substring(0, value.length() - 2)
        : value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
  }
}
