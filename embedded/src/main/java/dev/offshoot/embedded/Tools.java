package dev.offshoot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the fetched real parts are. A system property set by the launcher wins over the environment
 * variable of the same meaning ({@code offshoot.tools}, {@code OFFSHOOT_TOOLS}); without both, the
 * launcher's default cache is used.
 *
 * @param folder the cache filled by {@code tools/fetch.sh}
 * @param mongod the mongod to run
 */
public record Tools(Path folder, Path mongod) {

  /** Finds the parts, or fails with what to run to have them. */
  public static Tools find() {
    Path folder = setting("offshoot.tools").map(Path::of).orElseGet(Tools::cache);
    Path mongod =
        setting("offshoot.mongod")
            .map(Path::of)
            .or(Tools::mongodOnPath)
            .orElseGet(() -> folder.resolve("mongod-6.0.5/bin/mongod"));
    if (!Files.isExecutable(mongod)) {
      throw new IllegalStateException(
          "no mongod at " + mongod + "; run tools/fetch.sh mongod to fetch one");
    }
    return new Tools(folder, mongod);
  }

  /** The class path of the newest Kafka fetched. */
  public String kafkaClassPath() {
    return kafkaJars() + "/*";
  }

  /** Folder of the jars of the newest Kafka fetched. */
  Path kafkaJars() {
    return newest("kafka-")
        .map(kafka -> kafka.resolve("lib"))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Kafka in " + folder + "; run tools/fetch.sh kafka to fetch it"));
  }

  /** The mongod of another version, as {@code 6.0.27}, where it was fetched. */
  public Optional<Path> mongod(String version) {
    Path bin = folder.resolve("mongod-" + version).resolve("bin");
    return Stream.of(bin.resolve("mongod-" + version), bin.resolve("mongod"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Folder of the Python packages of the newest EC2 server fetched; only tests have one. */
  public Path moto() {
    return newest("moto-")
        .map(moto -> moto.resolve("lib"))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no EC2 server in " + folder + "; run tools/fetch.sh moto to fetch it"));
  }

  /** Folder of the Python packages of the newest API fuzzer fetched; only tests have one. */
  public Path schemathesis() {
    return newest("schemathesis-")
        .map(fuzzer -> fuzzer.resolve("lib"))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no API fuzzer in "
                        + folder
                        + "; run tools/fetch.sh schemathesis to fetch it"));
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private Optional<Path> newest(String prefix) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .max(Comparator.comparing(entry -> Runtime.Version.parse(version(entry, prefix))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(Path entry, String prefix) {
    return entry.getFileName().toString().substring(prefix.length());
  }

  private static Path cache() {
    String base = System.getenv("XDG_CACHE_HOME");
    Path caches =
        base == null || base.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return caches.resolve("offshoot/tools");
  }

  private static Optional<Path> mongodOnPath() {
    String path = System.getenv("PATH");
    return List.of((path == null ? "" : path).split(":")).stream()
        .map(folder -> Path.of(folder, "mongod"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<String> setting(String property) {
    String value = System.getProperty(property);
    if (value == null || value.isEmpty()) {
      value = System.getenv(property.toUpperCase(java.util.Locale.ROOT).replace('.', '_'));
    }
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }
}
