package dev.offshoot.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One Offshoot service: a jar run as a process of its own, configured through its environment,
 * which may hold secrets. Its log is {@code <data-dir>/logs/<name>.log}, its pid file {@code
 * <data-dir>/run/<name>.pid}.
 */
public final class ServiceProcess {
  /** Keeps an idle service below 200 MB resident. */
  public static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx96m",
          "-Xss512k",
          "-XX:MaxMetaspaceSize=112m",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  // Starts faster and takes less memory, but SHA-256 is fast only in the optimizing compiler: about
  // 50 MB/s without it, 800 MB/s with it.
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";
  private static final List<String> DIGESTING = List.of("installer-service", "replication-monitor");

  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
  private static final int PROBE_MILLIS = 2_000;

  private final String name;
  private final Path jar;
  private final URI url;
  private final Path folder;
  private final Path log;
  private final ManagedProcess process;

  /**
   * The service of this data folder, running or not.
   *
   * @param url where it listens, as {@code http://127.0.0.1:8080}
   */
  public ServiceProcess(Path dataDir, String name, Path jar, URI url) {
    this.name = name;
    this.jar = jar.toAbsolutePath();
    this.url = url;
    this.folder = PrivateFiles.folder(dataDir.toAbsolutePath());
    this.log = folder.resolve("logs").resolve(name + ".log");
    this.process = new ManagedProcess(name, folder.resolve("run").resolve(name + ".pid"));
  }

  /** Starts the service unless it runs; {@code environment} is added to this process's. */
  public void start(Map<String, String> environment) {
    if (process.isAlive()) {
      return;
    }
    if (!KeptPort.isFree(url.getPort())) {
      throw new StartFailed(
          "port %d, on which %s is to listen, is taken by another process; end that process, or choose another port"
              .formatted(url.getPort(), name));
    }
    List<String> command = new ArrayList<>(List.of(Tools.java().toString()));
    command.addAll(JVM);
    if (!DIGESTING.contains(name)) {
      command.add(QUICK_COMPILER);
    }
    command.addAll(List.of("-jar", jar.toString()));
    process.start(new Launch(command, environment, folder, log));
  }

  /** Waits until the service says that it is ready. */
  public void awaitReady(Duration atMost) {
    boolean ready = Poll.until(atMost, () -> isReady() || !process.isAlive());
    if (!ready || !process.isAlive()) {
      throw new StartFailed(
          "%s %s; see %s, which ends:\n%s"
              .formatted(
                  name,
                  process.isAlive()
                      ? "was not ready after " + atMost.toSeconds() + " s"
                      : "ended while starting",
                  log,
                  ManagedProcess.lastLines(log)));
    }
  }

  /** Asks {@code /q/health/ready} once. */
  public boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) url.resolve("/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Stops the service. */
  public void stop() {
    process.stop(STOPPED_WITHIN);
  }

  public String name() {
    return name;
  }

  public URI url() {
    return url;
  }

  public Path log() {
    return log;
  }

  /** The service's process, for status and for tests that kill it. */
  public ManagedProcess process() {
    return process;
  }
}
