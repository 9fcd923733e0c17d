package dev.offshoot.provisioner.adapter.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The session of processes a host boots: of its own, so that it outlives whoever started it. Ends
 * only processes of the recorded session that carry the host's name in their environment.
 */
final class HostSession {

  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(10);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);
  private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH");

  private final Path folder;
  private final Path userData;
  private final Path record;

  HostSession(HostsFolder hosts, String id) {
    this.folder = hosts.folder(id);
    this.userData = hosts.userData(id);
    this.record = hosts.boot(id);
  }

  boolean booted() {
    return ProcessIdentity.read(record).isPresent();
  }

  /** Boots once, whatever happens: the boot records itself before it does anything. */
  boolean boot() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "setsid",
            "/bin/sh",
            "-c",
            ProcessIdentity.RECORD_AND_BECOME,
            record.toString(),
            "/bin/sh",
            userData.toString());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    environment.put(ProcessTable.HOST_DIR, folder.toString());
    environment.put("OFFSHOOT_SESSION", "own");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.appendTo(folder.resolve("boot.log").toFile()))
            .redirectErrorStream(true)
            .start();
    long begin = System.nanoTime();
    while (!booted()
        && process.isAlive()
        && System.nanoTime() - begin < RECORDED_WITHIN.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return booted();
  }

  /** A living process of the host that its session does not hold, such as a mongod. */
  Optional<String> stranger() throws IOException {
    ProcessIdentity session = ProcessIdentity.read(record).orElse(null);
    return ProcessTable.of(folder).stream()
        .filter(process -> !mine(process, session))
        .findFirst()
        .map(process -> "%s (process %d)".formatted(process.command(), process.pid()));
  }

  /** Ends what lives of the session; answers whether nothing does. */
  boolean end() throws IOException {
    ProcessIdentity session = ProcessIdentity.read(record).orElse(null);
    if (session == null || session.beforeRestart()) {
      return true;
    }
    List<ProcessHandle> living = handles(session);
    living.forEach(ProcessHandle::destroy);
    if (await(living, ENDS_WITHIN) && handles(session).isEmpty()) {
      return true;
    }
    List<ProcessHandle> left = handles(session);
    left.forEach(ProcessHandle::destroyForcibly);
    return await(left, KILLED_WITHIN) && handles(session).isEmpty();
  }

  /** A handle knows its process's start time, so it never ends another one with the same id. */
  private List<ProcessHandle> handles(ProcessIdentity session) throws IOException {
    return ProcessTable.of(folder).stream()
        .filter(process -> mine(process, session))
        .flatMap(process -> handle(process).stream())
        .toList();
  }

  private static Optional<ProcessHandle> handle(ProcessTable.Living process) {
    Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
    boolean still =
        ProcessTable.living(Path.of("/proc", Long.toString(process.pid())))
            .filter(now -> now.startTicks() == process.startTicks())
            .isPresent();
    return still ? handle : Optional.empty();
  }

  private static boolean mine(ProcessTable.Living process, @Nullable ProcessIdentity session) {
    return session != null
        && process.session() == session.pid()
        && process.startTicks() >= session.startTicks();
  }

  private static boolean await(List<ProcessHandle> handles, Duration atMost) {
    long begin = System.nanoTime();
    for (ProcessHandle handle : handles) {
      long left = atMost.toNanos() - (System.nanoTime() - begin);
      try {
        handle.onExit().get(Math.max(1, left), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
