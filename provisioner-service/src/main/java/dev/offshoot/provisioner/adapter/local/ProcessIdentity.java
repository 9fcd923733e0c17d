package dev.offshoot.provisioner.adapter.local;

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
 * @param machineBoot the boot of the machine this belongs to
 */
record ProcessIdentity(long pid, long startTicks, String machineBoot) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int FIELDS = 3;

  /**
   * Shell words that record this process into the file {@code $0} and become the program {@code
   * "$@"}. The record is linked into place, which fails when there is one already: of two boots of
   * one host exactly one goes on.
   */
  static final String RECORD_AND_BECOME =
      "umask 077; echo \"$$ $(cut -d' ' -f22 /proc/$$/stat) $(cat "
          + BOOT_ID
          + ")\" >\"$0.$$\" && ln \"$0.$$\" \"$0\" 2>/dev/null && rm -f \"$0.$$\" && exec \"$@\";"
          + " rm -f \"$0.$$\"; exit 75";

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

  /** Whether the machine was started anew since: then nothing of that session lives. */
  boolean beforeRestart() throws IOException {
    return !Files.readString(BOOT_ID, StandardCharsets.US_ASCII).strip().equals(machineBoot);
  }
}
