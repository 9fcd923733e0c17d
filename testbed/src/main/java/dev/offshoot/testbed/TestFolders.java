package dev.offshoot.testbed;

import dev.offshoot.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary folders of the testbed. */
public final class TestFolders {
  private static final int KEY_BYTES = 96;

  private TestFolders() {}

  static Path make() {
    try {
      return Files.createTempDirectory("offshoot-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String key(Path file) {
    PrivateFiles.folder(file.resolveSibling("."));
    return PrivateFiles.keptSecret(file, KEY_BYTES);
  }

  /** Deletes this folder and all in it, if it is there. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
