package dev.offshoot.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Offshoot's own store: a one-member replica set in {@code <data-dir>/store}, on loopback, on a
 * port chosen once, with a keyfile and one generated user. {@link #start()} only starts; {@link
 * #awaitReady} initiates it on first use.
 */
public final class EmbeddedStore {
  /** Name of the store's replica set. */
  public static final String SET = "offshoot-store";

  private static final String USER = "offshoot";
  private static final int KEY_BYTES = 64;
  private static final int PASSWORD_BYTES = 24;
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

  private final Path folder;
  private final Path log;
  private final Tools tools;
  private final ManagedProcess process;

  /** The store of this data folder, running or not. */
  public EmbeddedStore(Path dataDir, Tools tools) {
    this.folder = PrivateFiles.folder(dataDir.resolve("store").toAbsolutePath());
    this.log = dataDir.resolve("logs").toAbsolutePath().resolve("store.log");
    this.tools = tools;
    this.process = new ManagedProcess("The store", folder.resolve("pid"));
  }

  /**
   * Starts mongod unless it runs; a port taken by somebody else stops the start with a message that
   * names it.
   */
  public void start() {
    if (process.isAlive()) {
      return;
    }
    port().requireFree();
    PrivateFiles.keptSecret(folder.resolve("keyfile"), KEY_BYTES);
    Path data = PrivateFiles.folder(folder.resolve("data"));
    process.start(
        new Launch(
            List.of(
                tools.mongod().toString(),
                "--replSet=" + SET,
                "--bind_ip=127.0.0.1",
                "--port=" + port().number(),
                "--nounixsocket",
                "--keyFile=" + folder.resolve("keyfile"),
                "--dbpath=" + data,
                "--wiredTigerCacheSizeGB=0.25",
                "--oplogSize=990",
                "--setParameter=diagnosticDataCollectionEnabled=false"),
            folder,
            log));
  }

  /** Waits until the store takes writes; on first use initiates it and makes its user. */
  public void awaitReady(Duration atMost) {
    StoreSetup setup = new StoreSetup("127.0.0.1:" + port().number(), USER, password());
    boolean ready = Poll.until(atMost, () -> setup.advance() || !process.isAlive());
    if (!ready || !process.isAlive()) {
      throw new StartFailed(
          "The store %s; see %s"
              .formatted(
                  process.isAlive()
                      ? "was not ready after "
                          + atMost.toSeconds()
                          + " s ("
                          + setup.lastProblem()
                          + ")"
                      : "ended while starting",
                  log));
    }
  }

  /** Stops mongod; its data stays. */
  public void stop() {
    process.stop(STOPPED_WITHIN);
  }

  /** With the password: only for the environment of a service or a file of mode 0600. */
  public String connectionString() {
    return "mongodb://%s:%s@127.0.0.1:%d/?replicaSet=%s&authSource=admin"
        .formatted(USER, password(), port().number(), SET);
  }

  /** Without user and password, to be shown. */
  public String redactedConnectionString() {
    return "mongodb://127.0.0.1:%d/?replicaSet=%s&authSource=admin".formatted(port().number(), SET);
  }

  /** The file of mode 0600 that holds the password of the user {@code offshoot}. */
  public Path passwordFile() {
    return folder.resolve("password");
  }

  /** The store's process, for status and for tests that kill it. */
  public ManagedProcess process() {
    return process;
  }

  private KeptPort port() {
    return KeptPort.in(folder.resolve("port"), "the store");
  }

  private String password() {
    return PrivateFiles.keptSecret(passwordFile(), PASSWORD_BYTES);
  }
}
