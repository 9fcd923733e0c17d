package dev.offshoot.provisioner.adapter.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The living processes of this machine that belong to a host, as /proc shows them. */
final class ProcessTable {

  /** Name of the variable that every process of a host inherits. */
  static final String HOST_DIR = "OFFSHOOT_HOST_DIR";

  private static final Path PROC = Path.of("/proc");
  // Fields of /proc/PID/stat after the command's name.
  private static final int STATE = 0;
  private static final int SESSION = 3;
  private static final int START = 19;

  private ProcessTable() {}

  /**
   * One living process.
   *
   * @param pid process id
   * @param session the session it is in
   * @param startTicks its start time
   * @param command its program's name
   */
  record Living(long pid, long session, long startTicks, String command) {}

  /**
   * Every living process of the host with this folder: one that inherited its environment, or runs
   * a program that lies in it, or a mongod that was told to use it.
   */
  static List<Living> of(Path hostFolder) throws IOException {
    List<Living> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(PROC)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().chars().allMatch(Character::isDigit)) {
          living(entry).filter(p -> belongs(entry, p, hostFolder)).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** The process as it is now, if it lives. */
  static Optional<Living> living(Path entry) {
    try {
      String stat =
          new String(Files.readAllBytes(entry.resolve("stat")), StandardCharsets.ISO_8859_1);
      int open = stat.indexOf('(');
      int close = stat.lastIndexOf(')');
      List<String> fields = List.of(stat.substring(close + 2).split(" "));
      if ("ZX".contains(fields.get(STATE))) {
        return Optional.empty();
      }
      return Optional.of(
          new Living(
              Long.parseLong(stat.substring(0, open).strip()),
              Long.parseLong(fields.get(SESSION)),
              Long.parseLong(fields.get(START)),
              stat.substring(open + 1, close)));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  private static boolean belongs(Path entry, Living process, Path hostFolder) {
    String folder = hostFolder.toString();
    if (words(entry.resolve("environ")).contains(HOST_DIR + "=" + folder)
        || link(entry.resolve("exe")).startsWith(folder + "/")) {
      return true;
    }
    boolean inside =
        link(entry.resolve("cwd")).startsWith(folder)
            || words(entry.resolve("cmdline")).stream().anyMatch(w -> w.startsWith(folder + "/"));
    return process.command().contains("mongod") && inside;
  }

  private static List<String> words(Path file) {
    try {
      return List.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException anotherUsers) {
      return List.of();
    }
  }

  private static String link(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException anotherUsers) {
      return "";
    }
  }
}
