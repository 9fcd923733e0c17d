package dev.offshoot.simulation.host;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.simulation.property.Violations;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A provider of hosts that sometimes answers late, or only after it did what was asked. */
public final class SimulatedHosts implements HostProvider {

  private static final long GIB = 1L << 30;

  private final Turns turns;
  private final SimulatedSet set;
  private final Violations violations;
  private final IntSupplier moods;
  private final TreeMap<String, SimulatedHost> hosts = new TreeMap<>();
  private final TreeSet<String> released = new TreeSet<>();
  private final TreeMap<String, Integer> made = new TreeMap<>();
  private @Nullable Consumer<SimulatedHost> boot;
  private @Nullable String refusal;

  /**
   * @param moods how many of a thousand calls are answered "not yet", before or after they took
   *     effect
   */
  public SimulatedHosts(Turns turns, SimulatedSet set, Violations violations, IntSupplier moods) {
    this.turns = turns;
    this.set = set;
    this.violations = violations;
    this.moods = moods;
  }

  void onBoot(Consumer<SimulatedHost> start) {
    this.boot = start;
  }

  /** From now on every request is refused with this code. */
  public void refuse(String code) {
    turns.say("the provider refuses every request from now on: " + code);
    refusal = code;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public OfferedProvider offer() {
    return new OfferedProvider(
        name(),
        List.of("here.example.com"),
        "127.88",
        28_100,
        28_999,
        List.of(new OfferedShape("small", 2, 2 * GIB, 100 * GIB)));
  }

  @Override
  public Requested request(HostRequest request) {
    if (moody()) {
      return new Requested.NotYet("throttled");
    }
    if (refusal != null) {
      return new Requested.Refused(refusal, "refused", "ask for something else");
    }
    if (released.contains(request.id())) {
      turns.say("a late request for released host " + request.id() + " is refused");
      return new Requested.Refused("HOST_RELEASED", "released", "plan again");
    }
    SimulatedHost host = hosts.computeIfAbsent(request.id(), unused -> make(request));
    return moody()
        ? new Requested.NotYet("being made")
        : new Requested.Made(new Host(host.id, host.address, "/hosts/" + host.id));
  }

  private SimulatedHost make(HostRequest request) {
    if (made.merge(request.id(), 1, Integer::sum) > 1) {
      violations.add("one request makes at most one host", request.id() + " was made again");
    }
    turns.say("host " + request.id() + " is made for " + request.address());
    SimulatedHost host =
        new SimulatedHost(
            request.id(),
            request.address(),
            request.userData().script(),
            PublicKeys.next(made.size()));
    if (boot != null) {
      boot.accept(host);
    }
    return host;
  }

  private boolean moody() {
    return turns.random().nextInt(1_000) < moods.getAsInt();
  }

  @Override
  public Found find(String id) {
    SimulatedHost host = hosts.get(id);
    return host == null
        ? new Found.Absent()
        : new Found.Present(new Host(id, host.address, "/hosts/" + id));
  }

  @Override
  public List<Host> list() {
    return hosts.values().stream()
        .map(host -> new Host(host.id, host.address, "/hosts/" + host.id))
        .toList();
  }

  @Override
  public Released release(String id) {
    released.add(id);
    SimulatedHost host = hosts.get(id);
    if (host == null) {
      return new Released.Gone();
    }
    MemberAddress address = MemberAddress.parse(host.address);
    if (host.mongodStarted && set.member(address).isPresent()) {
      return new Released.InUse("mongod still runs on host " + id);
    }
    if (set.newest().member(address).isPresent()) {
      violations.add("configuration out before host", address + " is still configured");
    }
    turns.say("host " + id + " is released");
    hosts.remove(id);
    // Its agent is killed by the scheduler: a worker cannot kill another one.
    turns.after(
        Duration.ZERO,
        () -> {
          if (host.agent != null) {
            turns.kill(host.agent);
          }
        });
    return moody() ? new Released.NotYet("being released") : new Released.Gone();
  }

  /** Every host there is. */
  List<SimulatedHost> living() {
    return List.copyOf(hosts.values());
  }

  /** Whether a host stands ready for this address. */
  public boolean standsFor(MemberAddress address) {
    return hosts.values().stream().anyMatch(h -> MemberAddress.parse(h.address).equals(address));
  }
}
