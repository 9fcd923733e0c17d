package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The package an agent installs, written down before it does: only what stands here is ever taken
 * away.
 *
 * @param name the package
 * @param configuration whether its configuration was not there before either
 * @param masked whether its unit was kept from starting by this agent
 */
record PackageRecord(String name, boolean configuration, boolean masked) {

  private static final int LINES = 3;

  static Optional<PackageRecord> read(Path file) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.size() == LINES
        ? Optional.of(
            new PackageRecord(
                lines.get(0), lines.get(1).equals("purge"), lines.get(2).equals("masked")))
        : Optional.empty();
  }

  void write(Path file) throws IOException {
    PrivateFiles.folder(file.resolveSibling("."));
    PrivateFiles.write(
        file,
        String.join(
            "\n", name, configuration ? "purge" : "remove", masked ? "masked" : "as it was", ""),
        PrivateFiles.OWNER);
  }
}
