package dev.offshoot.agent.adapter.process;

import dev.offshoot.agent.adapter.file.MongodFolder;
import dev.offshoot.agent.app.MongodProcess;
import dev.offshoot.agent.domain.Address;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** mongod in a session of its own: it outlives the agent and whatever started the agent. */
public final class OwnProcess implements MongodProcess {

  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(10);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
  private static final Duration KILLED_WITHIN = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = Duration.ofMillis(25).toNanos();
  private static final int TAIL_BYTES = 16_000;

  private final MongodFolder folder;
  private final InstantSource clock;

  /** The mongod of this folder. */
  public OwnProcess(MongodFolder folder, InstantSource clock) {
    this.clock = clock;
    this.folder = folder;
  }

  @Override
  public State state() {
    Optional<ProcessIdentity> identity = ProcessIdentity.read(folder.pid());
    if (identity.isPresent() && identity.get().isAlive()) {
      return new State.Running(identity.get().pid());
    }
    // A record that a power cut left empty is still one of a mongod that was started.
    return Files.exists(folder.pid()) ? new State.Exited(tail()) : new State.NeverStarted();
  }

  @Override
  public AddressState addressState(Address address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
      return new AddressState.Free();
    } catch (UnknownHostException e) {
      return new AddressState.Unresolved(OwnAddresses.outside());
    } catch (BindException e) {
      String reason = String.valueOf(e.getMessage());
      return reason.contains("in use")
          ? new AddressState.InUse()
          : new AddressState.NotHere(reason);
    } catch (IOException e) {
      return new AddressState.NotHere(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public State start() {
    if (state() instanceof State.Running running) {
      return running;
    }
    try {
      // The earlier record stays until the next one replaces it: whatever happens in between, this
      // mongod was started once, and what it left is not to be deleted unasked.
      Optional<ProcessIdentity> earlier = ProcessIdentity.read(folder.pid());
      Process process = launch();
      until(RECORDED_WITHIN, () -> recordedAfter(earlier) || !process.isAlive());
      return state();
    } catch (IOException e) {
      return state();
    }
  }

  private boolean recordedAfter(Optional<ProcessIdentity> earlier) {
    Optional<ProcessIdentity> now = ProcessIdentity.read(folder.pid());
    return now.isPresent() && !now.equals(earlier);
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "setsid",
                "/bin/sh",
                "-c",
                ProcessIdentity.RECORD_AND_BECOME,
                folder.pid().toString(),
                folder.bin().resolve("mongod").toString(),
                "--config",
                folder.configuration().toString()));
    Path console = folder.log().resolveSibling("console.log");
    builder
        .directory(folder.root().toFile())
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(Redirect.appendTo(console.toFile()))
        .redirectErrorStream(true);
    // 8.0 wants per-CPU caches (glibc must not take rseq); earlier ones do not care.
    builder.environment().put("GLIBC_TUNABLES", "glibc.pthread.rseq=0");
    return builder.start();
  }

  @Override
  public State stop(Instant notAfter) {
    Optional<ProcessIdentity> identity = ProcessIdentity.read(folder.pid());
    if (clock.instant().isAfter(notAfter)) {
      return state();
    }
    if (identity.isPresent() && identity.get().isAlive()) {
      ProcessIdentity mongod = identity.get();
      signal(mongod, "TERM");
      if (!until(ENDS_WITHIN, () -> !mongod.isAlive())) {
        signal(mongod, "KILL");
        until(KILLED_WITHIN, () -> !mongod.isAlive());
      }
    }
    return state();
  }

  private static void signal(ProcessIdentity mongod, String signal) {
    if (!mongod.isAlive()) {
      return;
    }
    try {
      Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(mongod.pid())).start();
      kill.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException noSignal) {
      // Whoever asked looks at the process again, and sees that it is still there.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean until(Duration atMost, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > atMost.toNanos() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  /** The end of the log; of the console when mongod did not get as far as its log. */
  private List<String> tail() {
    List<String> log = tail(folder.log());
    return log.isEmpty() ? tail(folder.log().resolveSibling("console.log")) : log;
  }

  private static List<String> tail(Path path) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL_BYTES));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
