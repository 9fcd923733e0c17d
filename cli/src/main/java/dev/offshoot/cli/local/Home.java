package dev.offshoot.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Offshoot's own parts are.
 *
 * @param root the checkout
 */
public record Home(Path root) {

  /** Named by the launcher. */
  public static Home find() {
    String property = System.getProperty("offshoot.home", "");
    String environment = System.getenv("OFFSHOOT_HOME");
    if (!property.isEmpty()) {
      return new Home(Path.of(property));
    }
    return new Home(Path.of(environment == null || environment.isEmpty() ? "." : environment));
  }

  public Path jar(ServiceName service) {
    return root.resolve(service.label()).resolve("target").resolve(service.label() + "-runner.jar");
  }

  /** The agent's image for hosts, where it was built. */
  public Optional<Path> agentImage() {
    Path target = root.resolve("agent").resolve("target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.toString().endsWith(".tar.gz")).sorted().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
