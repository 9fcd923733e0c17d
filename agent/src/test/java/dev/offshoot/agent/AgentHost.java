package dev.offshoot.agent;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.MongodOptions;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.Loopback;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A host as a folder: the packed image as its agent, served by a stand-in for installer-service.
 */
final class AgentHost implements AutoCloseable {

  static final Path MONGOD = Tools.find().mongod();
  static final String SHA256 = checksum(MONGOD);

  private static final Path IMAGE = Path.of("target/image/offshoot-agent/bin/agent");

  private final Path folder;
  private final TestReplicaSet set;
  private final StandInInstaller installer;
  private final String address;
  private final Map<String, String> environment = new TreeMap<>();
  private @Nullable Process agent;

  /** With a token, and an address that is free. */
  AgentHost(Path folder, TestReplicaSet set) throws IOException {
    this.folder = folder;
    this.set = set;
    this.installer = new StandInInstaller(MONGOD);
    Files.writeString(folder.resolve("token"), "one-time");
    try (ServerSocket free = new ServerSocket(0)) {
      address = Loopback.address() + ":" + free.getLocalPort();
    }
  }

  StandInInstaller installer() {
    return installer;
  }

  String address() {
    return address;
  }

  Process agent() {
    return Objects.requireNonNull(agent);
  }

  /** What its agents find in their environment from now on. */
  void setEnvironment(String name, String value) {
    environment.put(name, value);
  }

  void start() throws IOException {
    start(installer.authorities());
  }

  void start(String authorities) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(IMAGE.toAbsolutePath().toString());
    builder.environment().put("OFFSHOOT_URL", installer.url());
    Files.writeString(folder.resolve("ca.pem"), authorities);
    builder.environment().put("OFFSHOOT_HOST_REQUEST_ID", "host-1");
    builder.environment().put("OFFSHOOT_HOST_DIR", folder.toString());
    builder.environment().put("OFFSHOOT_TOKEN_FILE", folder.resolve("token").toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("agent.log").toFile()));
    agent = builder.start();
  }

  void killAgent() throws InterruptedException {
    if (agent != null) {
      agent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** The mongod that is recorded here, while it lives. */
  Optional<ProcessHandle> mongod() throws IOException {
    Path pid = folder.resolve("mongod/pid");
    return Files.exists(pid) && Files.size(pid) > 0
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid).split(" ")[0]))
            .filter(ProcessHandle::isAlive)
        : Optional.empty();
  }

  Goal.RunMongod runMongod(String keyfile) {
    return runMongod(address, keyfile);
  }

  Goal.RunMongod runMongod(String at, String keyfile) {
    return runMongod(new MongodArtifact("6.0.5", SHA256, 1, "binary"), at, keyfile);
  }

  /** With this mongod, at the host's address and with the set's key. */
  Goal.RunMongod runMongod(MongodArtifact artifact) {
    return runMongod(artifact, address, set.keyfile());
  }

  private Goal.RunMongod runMongod(MongodArtifact artifact, String at, String keyfile) {
    return new Goal.RunMongod(
        artifact,
        at,
        set.name(),
        new MongodOptions(
            "wiredTiger", false, false, "snappy", 200, 0.25, "secondaryPreferred", 60L, Map.of()),
        new Secret(keyfile),
        List.of(set.primary().address()),
        List.of("# to finish"),
        null,
        Map.of());
  }

  @Override
  public void close() throws Exception {
    killAgent();
    mongod().ifPresent(ProcessHandle::destroyForcibly);
    installer.close();
  }

  private static String checksum(Path file) {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("no checksum of " + file, e);
    }
  }
}
