package dev.offshoot.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Names one process for ever: a process id alone is given again to another process.
 *
 * @param pid the process id
 * @param startTicks start time in clock ticks since boot, field 22 of {@code /proc/<pid>/stat}
 *     (proc(5))
 * @param boot the boot this belongs to, from {@code /proc/sys/kernel/random/boot_id}
 */
record ProcessIdentity(long pid, long startTicks, String boot) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int THREADS = 17;
  private static final int START = 19;

  /**
   * Shell words that write this record into the file {@code $0} and then become the program {@code
   * "$@"}.
   */
  static final String RECORD_AND_EXEC =
      "echo \"$$ $(cut -d' ' -f22 /proc/$$/stat) $(cat "
          + BOOT
          + ")\" >\"$0.new\" && mv \"$0.new\" \"$0\" && exec \"$@\"";

  static Optional<ProcessIdentity> read(Path file) {
    try {
      String[] fields = Files.readString(file).strip().split(" ");
      return fields.length == 3
          ? Optional.of(
              new ProcessIdentity(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether exactly this process still runs; one that has ended and waits to be collected does not.
   */
  boolean isAlive() {
    try {
      if (!Files.readString(BOOT).strip().equals(boot)) {
        return false;
      }
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
      String stat = new String(bytes, StandardCharsets.ISO_8859_1);
      // The command's name stands in parentheses and may hold anything, also parentheses and
      // spaces.
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
      // The first thread is shown as ended while others still hold the process's ports and files.
      boolean ended =
          "ZX".contains(fields.get(STATE)) && Integer.parseInt(fields.get(THREADS)) <= 1;
      return Long.parseLong(fields.get(START)) == startTicks && !ended;
    } catch (IOException gone) {
      return false;
    }
  }
}
