package dev.offshoot.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A process in a session of its own that outlives this one. It is found again through its pid file,
 * which names it beyond doubt, so that a process which merely got the same id is never touched.
 */
public final class ManagedProcess {
  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(10);
  private static final Duration FROZEN_WITHIN = Duration.ofSeconds(10);
  private static final int LAST_BYTES = 4_000;

  private final String name;
  private final Path pidFile;

  /** A process known by this file; whether it runs is looked up at each question. */
  public ManagedProcess(String name, Path pidFile) {
    this.name = name;
    this.pidFile = pidFile;
  }

  /**
   * Starts the process, unless it is alive already. The process itself records its id before it
   * becomes the program: nobody can start it and forget it.
   */
  public void start(Launch launch) {
    if (isAlive()) {
      return;
    }
    try {
      Files.deleteIfExists(pidFile);
      PrivateFiles.folderOf(pidFile);
      PrivateFiles.folderOf(launch.log());
      List<String> command =
          new ArrayList<>(
              List.of(
                  "setsid", "/bin/sh", "-c", ProcessIdentity.RECORD_AND_EXEC, pidFile.toString()));
      command.addAll(launch.command());
      ProcessBuilder builder = new ProcessBuilder(command).directory(launch.folder().toFile());
      builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(Redirect.appendTo(launch.log().toFile())).redirectErrorStream(true);
      builder.environment().putAll(launch.environment());
      Process process = builder.start();
      boolean recorded =
          Poll.until(RECORDED_WITHIN, () -> identity().isPresent() || !process.isAlive());
      if (!recorded || identity().isEmpty()) {
        process.destroyForcibly();
        throw new StartFailed(name + " did not start; see " + launch.log());
      }
    } catch (IOException e) {
      throw new StartFailed(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** Whether the very process that was started is running (a frozen one is). */
  public boolean isAlive() {
    return identity().filter(ProcessIdentity::isAlive).isPresent();
  }

  /** The id of the running process. */
  public OptionalLong pid() {
    return identity()
        .filter(ProcessIdentity::isAlive)
        .map(identity -> OptionalLong.of(identity.pid()))
        .orElseGet(OptionalLong::empty);
  }

  /** Asks the process to end, and after the grace time makes it; returns when it has ended. */
  public void stop(Duration grace) {
    signal("TERM");
    if (!Poll.until(grace, () -> !isAlive())) {
      kill();
    }
    forget();
  }

  /** Ends the process at once (SIGKILL); returns when it has ended. */
  public void kill() {
    signal("KILL");
    if (!Poll.until(Duration.ofSeconds(20), () -> !isAlive())) {
      throw new IllegalStateException(
          name + " (process " + identity() + ") does not end after SIGKILL");
    }
    forget();
  }

  /**
   * Suspends the process (SIGSTOP): it keeps its connections and answers nothing. Returns when
   * every thread of it stands still; on a busy machine that is a moment after the signal.
   */
  public void freeze() {
    OptionalLong pid = pid();
    signal("STOP");
    if (pid.isPresent()
        && !Poll.until(FROZEN_WITHIN, () -> !isAlive() || Threads.allStopped(pid.getAsLong()))) {
      throw new IllegalStateException(name + " was not suspended by SIGSTOP");
    }
  }

  /** Lets a suspended process go on (SIGCONT). */
  public void thaw() {
    signal("CONT");
  }

  /** The end of a log, for a message about a failed start. */
  public static String lastLines(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - LAST_BYTES));
      byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private Optional<ProcessIdentity> identity() {
    return ProcessIdentity.read(pidFile);
  }

  private void signal(String signal) {
    OptionalLong pid = pid();
    if (pid.isEmpty()) {
      return;
    }
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid.getAsLong()).start();
      if (!kill.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("kill -" + signal + " of " + name + " did not return");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling " + name, e);
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
