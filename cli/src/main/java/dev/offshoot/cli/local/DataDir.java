package dev.offshoot.cli.local;

import dev.offshoot.embedded.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder of one installation, readable by its owner only. */
public final class DataDir {
  private static final int SECRET_BYTES = 32;

  private final Path root;

  private DataDir(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The folder named by the option, else by the environment, else the one under the home. */
  public static DataDir of(@Nullable Path option, @Nullable String environment, String home) {
    if (option != null) {
      return new DataDir(option);
    }
    return new DataDir(
        environment == null || environment.isEmpty()
            ? Path.of(home, ".offshoot")
            : Path.of(environment));
  }

  public static DataDir at(Path root) {
    return new DataDir(root);
  }

  public Path root() {
    return root;
  }

  public boolean exists() {
    return Files.isDirectory(root);
  }

  /** Makes the folder, the token and the enrolment key, unless they are there. */
  public void prepare() {
    PrivateFiles.folder(root);
    PrivateFiles.folder(secrets());
    PrivateFiles.keptSecret(tokenFile(), SECRET_BYTES);
    PrivateFiles.keptSecret(secrets().resolve("enrolment-key"), SECRET_BYTES);
  }

  /** Holds the bearer token; mode 0600. */
  public Path tokenFile() {
    return root.resolve("api-token");
  }

  /** One file of mode 0600 for each secret. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  public Path hosts() {
    return root.resolve("hosts");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** A setting that was kept, if it was. */
  public Optional<String> kept(String name) {
    Path file = root.resolve("settings").resolve(name);
    return Files.exists(file) ? Optional.of(PrivateFiles.read(file)) : Optional.empty();
  }

  /** Keeps a setting; it may hold a password. */
  public void keep(String name, String value) {
    PrivateFiles.folder(root.resolve("settings"));
    PrivateFiles.write(root.resolve("settings").resolve(name), value + "\n");
  }

  /** An option that makes sense on a command line shown to this user. */
  public String option(@Nullable String environment, String home) {
    return of(null, environment, home).root.equals(root) ? "" : " --data-dir " + root;
  }
}
