package dev.offshoot.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process of this machine.
 *
 * @param pid its id
 * @param command its arguments, separated by spaces
 */
public record LocalProcess(long pid, String command) {

  /** All processes that can be looked at. */
  public static List<LocalProcess> all() {
    List<LocalProcess> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      entries
          .filter(entry -> entry.getFileName().toString().matches("\\d+"))
          .forEach(
              entry -> {
                String command = command(entry);
                if (!command.isEmpty()) {
                  found.add(
                      new LocalProcess(Long.parseLong(entry.getFileName().toString()), command));
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Processes that name this folder in their arguments or work in it. */
  public static List<LocalProcess> of(Path folder) {
    return all().stream().filter(each -> each.belongsTo(folder)).toList();
  }

  /** Whether the program is a mongod. */
  public boolean isMongod() {
    String program = command.split(" ", 2)[0];
    return program.substring(program.lastIndexOf('/') + 1).startsWith("mongod");
  }

  /** Ends it at once (SIGKILL). */
  public void kill() {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Sends a signal by its name, such as STOP, and returns when it was sent. */
  public void signal(String name) {
    try {
      int ended = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (ended != 0) {
        throw new IllegalStateException("no signal " + name + " to " + this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private boolean belongsTo(Path folder) {
    if (pid == ProcessHandle.current().pid()) {
      return false;
    }
    if (command.contains(folder.toString())) {
      return true;
    }
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).startsWith(folder);
    } catch (IOException gone) {
      return false;
    }
  }

  private static String command(Path entry) {
    try {
      return new String(Files.readAllBytes(entry.resolve("cmdline")), StandardCharsets.UTF_8)
          .replace('\0', ' ')
          .strip();
    } catch (IOException gone) {
      return "";
    }
  }
}
