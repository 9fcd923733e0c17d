package dev.offshoot.testbed.cloud;

import dev.offshoot.embedded.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits of a host's memory and processors, and its freezer, by control groups (version 1). Where
 * they cannot be written a host has no limits and cannot be frozen; {@link #isLimited} says so.
 */
final class ControlGroup {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final List<String> KINDS = List.of("memory", "cpu", "freezer");
  private static final long PERIOD_MICROSECONDS = 100_000;
  private static final Duration FROZEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration EMPTY_WITHIN = Duration.ofSeconds(20);

  private final List<Path> folders;

  private ControlGroup(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Makes one of this enclosure. */
  static ControlGroup make(String host, int processors, long memoryMebibytes) {
    List<Path> made = new ArrayList<>();
    try {
      for (String kind : KINDS) {
        made.add(
            Files.createDirectories(ROOT.resolve(kind).resolve(Enclosure.here()).resolve(host)));
      }
      Files.writeString(
          made.get(0).resolve("memory.limit_in_bytes"), Long.toString(memoryMebibytes << 20));
      Files.writeString(
          made.get(1).resolve("cpu.cfs_quota_us"), Long.toString(processors * PERIOD_MICROSECONDS));
      return new ControlGroup(made);
    } catch (IOException notWritable) {
      return new ControlGroup(List.of());
    }
  }

  static List<Path> foldersOf(String enclosure) {
    return KINDS.stream()
        .map(kind -> ROOT.resolve(kind).resolve(enclosure))
        .filter(Files::exists)
        .toList();
  }

  boolean isLimited() {
    return !folders.isEmpty();
  }

  /** The files into which a process writes its id to belong to this group. */
  List<String> entries() {
    return folders.stream().map(folder -> folder.resolve("cgroup.procs").toString()).toList();
  }

  void freeze() {
    turn("FROZEN");
  }

  void thaw() {
    turn("THAWED");
  }

  private void turn(String state) {
    if (folders.isEmpty()) {
      throw new IllegalStateException("a host without control groups cannot be frozen");
    }
    Path file = folders.getLast().resolve("freezer.state");
    try {
      Files.writeString(file, state);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file, e);
    }
    if (!Poll.until(FROZEN_WITHIN, () -> read(file).equals(state))) {
      throw new IllegalStateException(file + " does not become " + state);
    }
  }

  /** Removes it once its processes have ended. */
  void remove() {
    for (Path folder : folders) {
      if (!Poll.until(EMPTY_WITHIN, () -> isRemoved(folder))) {
        throw new IllegalStateException("processes are left in " + folder);
      }
    }
  }

  private static boolean isRemoved(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException stillBusy) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
