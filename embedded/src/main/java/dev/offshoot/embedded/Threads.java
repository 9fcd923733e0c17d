package dev.offshoot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The threads of another process, as proc(5) shows them. */
final class Threads {

  private Threads() {}

  /** Whether every thread is stopped by a signal (state T). */
  static boolean allStopped(long pid) {
    List<Path> threads;
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      threads = all.toList();
    } catch (IOException gone) {
      return false;
    }
    return !threads.isEmpty() && threads.stream().allMatch(Threads::isStopped);
  }

  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      // The name in parentheses may hold anything; the state follows the last one.
      return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    } catch (IOException ended) {
      return true;
    }
  }
}
