package dev.offshoot.cli.demo;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.local.DataDir;
import dev.offshoot.cli.local.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The temporary data folder of one demo, marked as such so that nothing else is ever deleted. */
final class DemoFolder {
  private static final String MARK = "this-is-an-offshoot-demo";

  private final Path root;
  private volatile DemoPlace place = new ThisMachine();

  private DemoFolder(Path root) {
    this.root = root;
  }

  static DemoFolder make() {
    try {
      Path root = Files.createTempDirectory("offshoot-demo-").toRealPath();
      Files.createFile(root.resolve(MARK));
      return new DemoFolder(root);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the demo", e);
    }
  }

  /** The folder of a demo that was kept. */
  static DemoFolder kept(Path root) {
    if (!Files.exists(root.resolve(MARK))) {
      throw new CommandFailed(
          root + " is not the folder of a demo",
          "Name the folder that demo --keep printed.",
          ExitCode.WRONG_USAGE);
    }
    return new DemoFolder(root.toAbsolutePath());
  }

  Path root() {
    return root;
  }

  Installation installation() {
    return Installation.of(DataDir.at(root));
  }

  /** The place that ends with this folder. */
  void use(DemoPlace used) {
    place = used;
  }

  /** Stops everything that runs out of this folder, and deletes it. */
  void end() {
    installation().kill();
    try {
      place.close();
    } finally {
      OwnProcesses.end(root);
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the demo's folder " + root, e);
    }
  }
}
