package dev.offshoot.agent.adapter.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Names one process for ever: a process id alone is given again to another process.
 *
 * @param pid process id
 * @param startTicks start time in clock ticks since boot, field 22 of /proc/PID/stat (proc(5))
 * @param boot the boot this belongs to
 */
record ProcessIdentity(long pid, long startTicks, String boot) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int START = 19;
  private static final int FIELDS = 3;

  /**
   * Shell words that record this process into the file {@code $0}, lift the soft limit of open
   * files, and become the program {@code "$@"}: nobody can start it and forget it.
   */
  static final String RECORD_AND_BECOME =
      "ulimit -n \"$(ulimit -Hn)\" 2>/dev/null; echo \"$$ $(cut -d' ' -f22 /proc/$$/stat) $(cat "
          + BOOT
          + ")\" >\"$0.new\" && mv \"$0.new\" \"$0\" && exec \"$@\"";

  static Optional<ProcessIdentity> read(Path file) {
    try {
      List<String> fields = List.of(Files.readString(file).strip().split(" "));
      return fields.size() == FIELDS
          ? Optional.of(
              new ProcessIdentity(
                  Long.parseLong(fields.get(0)), Long.parseLong(fields.get(1)), fields.get(2)))
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
      return Long.parseLong(fields.get(START)) == startTicks && !"ZX".contains(fields.get(STATE));
    } catch (IOException ended) {
      return false;
    }
  }
}
