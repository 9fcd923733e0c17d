package dev.offshoot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * What the JVM recorded of an earlier start of a part (AOT cache, JEP 514): classes are there
 * loaded and linked, so that a service starts in a third of the time. Only time depends on it: the
 * JVM refuses what was recorded with other jars, another JDK or other options, and then starts as
 * without it.
 *
 * @param program the jar or the folder of jars; what was recorded before it changed is not used
 * @param cache the file; a new one is written beside it and moved there, because a JVM may be
 *     reading the old one
 */
public record RecordedStart(Path program, Path cache) {
  /** A part that records ends only after it has written what it recorded. */
  static final Duration WITHIN = Duration.ofMinutes(2);

  private static final String RECORDING = "offshoot.record-starts";
  // What is wrong with a cache is nothing a reader of the log could act on.
  private static final String SILENCE = "-Xlog:aot*=off";

  /** Of a part that is run from this jar or folder of jars, by this JDK. */
  public static RecordedStart of(Path program) {
    String name = program.getFileName().toString().replaceFirst("\\.jar$", "");
    return new RecordedStart(
        program, program.resolveSibling(name + "-" + Runtime.version() + ".aot"));
  }

  /** From here on parts that this process starts record their starts, where nothing recorded is. */
  public static void recordAll() {
    System.setProperty(RECORDING, "true");
  }

  static boolean isRecording() {
    return Boolean.getBoolean(RECORDING);
  }

  /** For the JVM that is to run the program. */
  List<String> options() {
    return isUsable() || !isRecording()
        ? optionsOfAnother()
        : List.of(SILENCE, "-XX:AOTCacheOutput=" + fresh());
  }

  /** For another program of the same jars, whose start is not recorded. */
  List<String> optionsOfAnother() {
    return isUsable() ? List.of(SILENCE, "-XX:AOTCache=" + cache) : List.of();
  }

  /**
   * Puts what a part that has ended recorded into its place; whether there is something now. A part
   * that was killed while it wrote leaves a part of a cache, and then the JVM's notes for it too.
   */
  boolean keep() {
    Path notes = fresh().resolveSibling(fresh().getFileName() + ".config");
    try {
      if (Files.deleteIfExists(notes)) {
        Files.deleteIfExists(fresh());
      }
      if (Files.exists(fresh())) {
        Files.move(fresh(), cache, StandardCopyOption.ATOMIC_MOVE);
      }
      return isUsable();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A JVM with a cache it refuses does without the JDK's own too, so that a known misfit is not
  // tried.
  private boolean isUsable() {
    try {
      return Files.exists(cache)
          && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(program)) >= 0;
    } catch (IOException gone) {
      return false;
    }
  }

  // Two builds may record the same broker at once.
  private Path fresh() {
    return cache.resolveSibling(cache.getFileName() + "." + ProcessHandle.current().pid());
  }
}
