package dev.offshoot.simulation.host;

import dev.offshoot.agent.app.AgentMemory;
import dev.offshoot.agent.app.MongodHome;
import dev.offshoot.agent.domain.MongodPaths;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.simulation.turn.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What lasts on a host: the agent's memory and mongod's folder, also when the agent dies. */
public final class SimulatedHost implements AgentMemory, MongodHome {

  final String id;
  final String address;
  final String token;
  final String publicKey;
  boolean enrolled;
  boolean mongodStarted;
  @Nullable Worker agent;
  int life;

  /** How far its clock is ahead. */
  Duration ahead = Duration.ZERO;

  private final InstantSource time;
  private final Consumer<String> onWipe;
  private long generation;
  private @Nullable Instant reported;
  private boolean ended;
  private @Nullable String artifact;
  private String configuration = "";
  private @Nullable Secret keyfile;
  private @Nullable String mongodAddress;

  SimulatedHost(
      HostRequest request, String publicKey, InstantSource time, Consumer<String> onWipe) {
    this.id = request.id();
    this.address = request.address();
    this.token = request.userData().script();
    this.publicKey = publicKey;
    this.time = time;
    this.onWipe = onWipe;
  }

  /** What its own clock says. */
  Instant now() {
    return time.instant().plus(ahead);
  }

  /** The host request it answers. */
  public String id() {
    return id;
  }

  /** The token it booted with. */
  public String token() {
    return token;
  }

  /** Whether its agent has its identity. */
  public boolean enrolled() {
    return enrolled;
  }

  /** Whether nothing of mongod is on it. */
  boolean empty() {
    return artifact == null && configuration.isEmpty() && !mongodStarted;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public @Nullable Instant reportedAt() {
    return reported;
  }

  @Override
  public void rememberReport(Instant at) {
    reported = at;
  }

  @Override
  public void remember(long followed) {
    generation = followed;
  }

  @Override
  public void end() {
    ended = true;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public @Nullable String keepRunbook(List<String> lines) {
    return null;
  }

  @Override
  public boolean holds(MongodArtifact wanted) {
    return wanted.sha256().equals(artifact);
  }

  @Override
  public Fetched install(MongodArtifact wanted) {
    artifact = wanted.sha256();
    return new Fetched.Installed();
  }

  @Override
  public MongodPaths paths(boolean withKeyfile) {
    return new MongodPaths("/data", "/log", withKeyfile ? "/keyfile" : null);
  }

  @Override
  public @Nullable String write(String text, @Nullable Secret key) {
    configuration = text;
    keyfile = key;
    return null;
  }

  @Override
  public String configuration() {
    return configuration;
  }

  @Override
  public @Nullable Secret keyfile() {
    return keyfile;
  }

  @Override
  public @Nullable String address() {
    return mongodAddress;
  }

  @Override
  public void rememberAddress(String remembered) {
    mongodAddress = remembered;
  }

  @Override
  public Wiped keepLogsAndWipe(Instant notAfter, boolean keepData) {
    if (now().isAfter(notAfter)) {
      return new Wiped.TooLate();
    }
    onWipe.accept(address);
    artifact = null;
    configuration = "";
    keyfile = null;
    mongodAddress = null;
    mongodStarted = false;
    return new Wiped.Clean();
  }
}
