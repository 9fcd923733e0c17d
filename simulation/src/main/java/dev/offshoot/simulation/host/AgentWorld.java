package dev.offshoot.simulation.host;

import dev.offshoot.agent.app.Host;
import dev.offshoot.agent.app.Members;
import dev.offshoot.agent.app.MongodProcess;
import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.domain.ConfigurationView;
import dev.offshoot.agent.protocol.HostProfile;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.property.HostProperties;
import dev.offshoot.simulation.set.SimulatedMember;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an agent sees from its host: the machine, its mongod, and the members of the set. */
final class AgentWorld implements Host, MongodProcess, Members {

  private static final long GIB = 1L << 30;
  private static final String VERSION = "6.0.5";

  private final Turns turns;
  private final SimulatedSet set;
  private final HostProperties properties;
  private final SimulatedHost host;

  AgentWorld(Turns turns, SimulatedSet set, HostProperties properties, SimulatedHost host) {
    this.turns = turns;
    this.set = set;
    this.properties = properties;
    this.host = host;
  }

  private Optional<SimulatedMember> mongod() {
    return host.mongodStarted ? set.member(MemberAddress.parse(host.address)) : Optional.empty();
  }

  @Override
  public HostProfile profile() {
    return new HostProfile(
        2,
        true,
        8 * GIB,
        new HostProfile.Disk("/hosts", 100 * GIB, 100 * GIB, "xfs"),
        Map.of(),
        "linux",
        "amd64",
        host.id,
        now());
  }

  @Override
  public Instant now() {
    return host.now();
  }

  @Override
  public void pause(Duration duration) {
    turns.sleep(duration);
  }

  @Override
  public boolean ending() {
    return false;
  }

  @Override
  public void log(String line) {
    turns.say(line);
  }

  @Override
  public State state() {
    properties.looks(host.address, turns.clock().sinceBeginning());
    if (!host.mongodStarted) {
      return new State.NeverStarted();
    }
    return mongod().isPresent() ? new State.Running(4_711) : new State.Exited(List.of("the end"));
  }

  @Override
  public AddressState addressState(Address address) {
    return set.member(member(address)).isPresent()
        ? new AddressState.InUse()
        : new AddressState.Free();
  }

  @Override
  public State start() {
    MemberAddress address = MemberAddress.parse(host.address);
    if (host.mongodStarted && mongod().isEmpty()) {
      set.startMongodAgain(address);
    } else if (mongod().isEmpty()) {
      host.mongodStarted = true;
      set.startMongod(address);
    }
    return state();
  }

  @Override
  public State stop(Instant notAfter) {
    if (now().isAfter(notAfter)) {
      return state();
    }
    if (mongod().isPresent()) {
      properties.stopped(host.address);
      set.endMongod(MemberAddress.parse(host.address));
    }
    return new State.Exited(List.of());
  }

  @Override
  public Greeting greet(Address address) {
    return living(address)
        .<Greeting>map(
            m -> new Greeting.Answered(set.configurationOf(m).map(c -> c.setName()).orElse("")))
        .orElseGet(() -> new Greeting.Silent("connection refused"));
  }

  @Override
  public Greeting version(Address address, @Nullable Secret keyfile) {
    return living(address)
        .<Greeting>map(m -> new Greeting.Answered(VERSION))
        .orElseGet(() -> new Greeting.Silent("connection refused"));
  }

  @Override
  public KeyProof proveKey(Address address, Secret keyfile) {
    return living(address).isPresent() ? KeyProof.PROVEN : KeyProof.SILENT;
  }

  @Override
  public ConfigurationView configuration(Address address, @Nullable Secret keyfile) {
    Optional<SimulatedMember> member = living(address);
    if (member.isEmpty() || member.get().state() == MemberState.ARBITER) {
      return new ConfigurationView.Unreadable("does not answer");
    }
    boolean committed = set.showsCommitted(member.get());
    return set.configurationOf(member.get())
        .<ConfigurationView>map(c -> view(address, c, committed))
        .orElseGet(ConfigurationView.NeverInitialised::new);
  }

  private static ConfigurationView view(
      Address address, ReplicaSetConfiguration configuration, boolean committed) {
    return new ConfigurationView.Configuration(
        address.toString(),
        configuration.version(),
        configuration.term(),
        configuration.replicaSetId().orElse(""),
        configuration.members().stream().map(m -> m.address().format()).toList(),
        committed);
  }

  private Optional<SimulatedMember> living(Address address) {
    return set.member(member(address)).filter(SimulatedMember::up);
  }

  private static MemberAddress member(Address address) {
    return new MemberAddress(address.host(), address.port());
  }
}
