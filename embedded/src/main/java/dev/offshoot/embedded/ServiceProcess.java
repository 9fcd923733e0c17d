package dev.offshoot.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One Offshoot service: a jar run as a process of its own, configured through its environment,
 * which may hold secrets. Its log is {@code <data-dir>/logs/<name>.log}, its pid file {@code
 * <data-dir>/run/<name>.pid}.
 */
public final class ServiceProcess {
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
    Map<String, String> all = new HashMap<>(ServiceJvm.ENVIRONMENT);
    all.putAll(environment);
    List<String> command =
        ServiceJvm.command(name, jar, PrivateFiles.folder(folder.resolve("run")));
    process.start(new Launch(command, all, folder, log));
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
    process.stop(RecordedStart.isRecording() ? RecordedStart.WITHIN : STOPPED_WITHIN);
  }

  /** Keeps what the service recorded of its start; false where it was to record and did not. */
  public boolean keepRecordedStart() {
    return ServiceJvm.recordedStart(name, jar).map(RecordedStart::keep).orElse(true);
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
