package dev.offshoot.systemtests;

import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Looks for secrets where nobody may find them, also while something runs: arguments of every
 * process of this machine, events of all topics, documents of the services' store, logs, the
 * user-data of hosts (which may hold their own one-time token and no other secret), and every file
 * that others may read. {@code SecretWatchST} shows that it finds one in each of these places.
 */
final class SecretWatch implements AutoCloseable {
  private static final int ATTEMPTS = 4;
  private static final String TOKEN = "token of attempt ";

  private final RunningOffshoot offshoot;
  private final Map<String, String> secrets = new TreeMap<>();
  private final Set<String> commands = new ConcurrentSkipListSet<>();
  private final Thread sampler;
  private volatile boolean running = true;

  /** Watches process arguments from now on; the installation's own secrets are known. */
  SecretWatch(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    Path dataDir = offshoot.dataDir();
    know("API token", PrivateFiles.read(dataDir.resolve("api-token")));
    know("enrolment key", PrivateFiles.read(dataDir.resolve("secrets/enrolment-key")));
    know("key of the CA of agents", keyLine(dataDir.resolve("secrets/agent-ca")));
    know("store password", PrivateFiles.read(dataDir.resolve("store/password")));
    know("store keyfile", PrivateFiles.read(dataDir.resolve("store/keyfile")));
    this.sampler = Thread.ofPlatform().daemon().name("secret-watch").start(this::sample);
  }

  void know(String name, String secret) {
    secrets.put(name, secret);
  }

  /** The key with which the agent of this host folder proves who it is. */
  void knowAgentKeyIn(Path hostFolder) {
    know(
        "key of an agent",
        PrivateFiles.read(hostFolder.resolve("agent/identity.key"))
            .lines()
            .findFirst()
            .orElseThrow());
  }

  /** The first line of a private key in PEM, which no other PEM text has. */
  private static String keyLine(Path pem) {
    return PrivateFiles.read(pem)
        .split("BEGIN PRIVATE KEY-----")[1]
        .strip()
        .lines()
        .findFirst()
        .orElseThrow();
  }

  /** The tokens with which a host may have enrolled. */
  void knowTokensOf(String hostRequestId) {
    String key = PrivateFiles.read(offshoot.dataDir().resolve("secrets/enrolment-key"));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        String text = hostRequestId + "/" + attempt;
        byte[] token = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        know(TOKEN + attempt, HexFormat.of().formatHex(token));
      }
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where which secret was found. */
  List<String> leaks() {
    List<String> leaks = new ArrayList<>();
    commands.forEach(each -> look("process arguments", each, leaks));
    offshoot
        .events()
        .records()
        .forEach(each -> look("event on " + each.topic(), each.headers() + each.text(), leaks));
    StoreContent.each(offshoot.dataDir(), (where, text) -> look("store " + where, text, leaks));
    for (Path file : files()) {
      if (isUserData(file)) {
        lookAtUserData(file, leaks);
      }
      if (isReadableByOthers(file) && isPrivate(file)) {
        leaks.add("mode of " + file);
      }
      boolean log = file.startsWith(offshoot.dataDir().resolve("logs")) || isLog(file);
      if (log || isReadableByOthers(file)) {
        look((log ? "log " : "readable file ") + file, content(file), leaks);
      }
    }
    return leaks;
  }

  @Override
  public void close() {
    running = false;
    try {
      sampler.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A host's own token of any attempt may stand in its user-data. */
  private void lookAtUserData(Path file, List<String> leaks) {
    String text = content(file);
    secrets.forEach(
        (name, secret) -> {
          if (!name.startsWith(TOKEN) && text.contains(secret)) {
            leaks.add(name + " in user-data " + file);
          }
        });
  }

  private boolean isPrivate(Path file) {
    Path dataDir = offshoot.dataDir();
    return file.startsWith(dataDir.resolve("secrets"))
        || file.startsWith(dataDir.resolve("settings"))
        || file.equals(dataDir.resolve("api-token"))
        || isUserData(file);
  }

  private static boolean isUserData(Path file) {
    return file.getFileName().toString().equals("user-data");
  }

  private void look(String where, String text, List<String> leaks) {
    secrets.forEach(
        (name, secret) -> {
          if (text.contains(secret)) {
            leaks.add(name + " in " + where);
          }
        });
  }

  private void sample() {
    while (running) {
      LocalProcess.all().forEach(each -> commands.add(each.command()));
      Poll.until(Duration.ofMillis(50), () -> !running);
    }
  }

  private List<Path> files() {
    try {
      LivingFiles files =
          new LivingFiles(
              List.of(
                  offshoot.dataDir().resolve("store/data"),
                  offshoot.dataDir().resolve("kafka/data")));
      Files.walkFileTree(offshoot.dataDir(), files);
      return files.found();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLog(Path file) {
    return file.getFileName().toString().endsWith(".log");
  }

  // Secrets belong into files of mode 0600, whatever the folders above them allow.
  private static boolean isReadableByOthers(Path file) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      return mode.contains(PosixFilePermission.OTHERS_READ)
          || mode.contains(PosixFilePermission.GROUP_READ);
    } catch (IOException gone) {
      return false;
    }
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
