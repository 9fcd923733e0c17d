package dev.offshoot.testbed;

import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Launch;
import dev.offshoot.embedded.ManagedProcess;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.embedded.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One mongod of a test: its address stays over kill and restart. */
public final class TestMongod {
  private static final String DIAGNOSTICS = "diagnosticDataCollectionEnabled";
  private static final String CACHE = "--wiredTigerCacheSizeGB=";
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

  private final String host;
  private final int port;
  private final Path folder;
  private final Launch launch;
  private final ManagedProcess process;

  /**
   * A mongod in this folder; not started.
   *
   * @param arguments everything but address and folder; unless they say otherwise, the cache is
   *     small and no diagnostic data is collected
   */
  public TestMongod(Path mongod, Path folder, String host, int port, List<String> arguments) {
    this.host = host;
    this.port = port;
    this.folder = PrivateFiles.folder(folder);
    List<String> command =
        new ArrayList<>(
            List.of(
                mongod.toString(),
                "--bind_ip=" + host,
                "--port=" + port,
                "--dbpath=" + PrivateFiles.folder(folder.resolve("data")),
                "--nounixsocket"));
    if (arguments.stream().noneMatch(given -> given.contains(DIAGNOSTICS))) {
      command.add("--setParameter=" + DIAGNOSTICS + "=false");
    }
    if (arguments.stream().noneMatch(given -> given.startsWith(CACHE))) {
      command.add(CACHE + "0.25");
    }
    command.addAll(arguments);
    this.launch = new Launch(command, folder, folder.resolve("mongod.log"));
    this.process = new ManagedProcess("mongod " + address(), folder.resolve("pid"));
  }

  /**
   * An empty one with a set's name and key, as an agent starts it; not started, and not ended with
   * the set.
   *
   * @param folder its folder below the set's
   */
  public static TestMongod emptyFor(TestReplicaSet set, String folder, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--replSet=" + set.name(),
                "--keyFile=" + set.folder().resolve("keyfile"),
                "--oplogSize=200",
                "--setParameter=initialSyncSourceReadPreference=secondaryPreferred"));
    arguments.addAll(List.of(more));
    return new TestMongod(
        Tools.find().mongod(),
        set.folder().resolve(folder),
        Loopback.address(),
        KeptPort.choose(),
        arguments);
  }

  /** Starts it unless it is alive; does not wait for it to answer. */
  public void start() {
    process.start(launch);
  }

  /** Ends it in order. */
  public void stop() {
    process.stop(STOPPED_WITHIN);
  }

  /** Ends it by SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** Suspends it: connections stay open, nothing is answered. */
  public void freeze() {
    process.freeze();
  }

  public void thaw() {
    process.thaw();
  }

  public void restart() {
    stop();
    start();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public OptionalLong pid() {
    return process.pid();
  }

  /** {@code host:port}. */
  public String address() {
    return host + ":" + port;
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public Path folder() {
    return folder;
  }

  public Path log() {
    return launch.log();
  }
}
