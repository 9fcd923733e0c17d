package dev.offshoot.simulation.host;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.simulation.property.HostProperties;
import dev.offshoot.simulation.property.Violations;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider of hosts that refuses, has no room, or is late, as the plan says. */
public final class SimulatedHosts implements HostProvider {

  private static final long GIB = 1L << 30;

  private final Turns turns;
  private final SimulatedSet set;
  private final Violations violations;
  private final HostProperties properties;
  private final TreeMap<String, SimulatedHost> hosts = new TreeMap<>();
  private final TreeSet<String> released = new TreeSet<>();
  private final TreeSet<String> lost = new TreeSet<>();
  private final TreeSet<String> ended = new TreeSet<>();
  private final TreeSet<String> beingMade = new TreeSet<>();
  private final TreeMap<String, Integer> made = new TreeMap<>();
  private final HostClocks clocks;
  private @Nullable Boots boots;
  private Consumer<String> onMade = id -> {};
  private @Nullable String refusal;
  private long fullUntil;
  private long lateUntil;

  /** For this set. */
  public SimulatedHosts(
      Turns turns, SimulatedSet set, Violations violations, HostProperties properties) {
    this.turns = turns;
    this.set = set;
    this.violations = violations;
    this.properties = properties;
    this.clocks = new HostClocks(turns);
  }

  /** What runs on hosts. */
  interface Boots {
    void boot(SimulatedHost host);

    void ended(SimulatedHost host);
  }

  void onBoot(Boots whoever) {
    boots = whoever;
  }

  /** Hears of every host that is made, by its request. */
  public void onMade(Consumer<String> hears) {
    onMade = hears;
  }

  /** From now on every request is refused with this code. */
  public void refuse(String code) {
    turns.say("the provider refuses every request from now on: " + code);
    refusal = code;
  }

  /** No capacity for a while. */
  public void full(Duration duration) {
    fullUntil = turns.clock().sinceBeginning() + duration.toMillis();
  }

  /** Whatever is asked is done later, for a while. */
  public void late(Duration duration) {
    lateUntil = turns.clock().sinceBeginning() + duration.toMillis();
  }

  /** The clock of a host is minutes wrong for this long. */
  public void clockJumps(int pick, Duration lasting) {
    clocks.jump(living(), pick, lasting);
  }

  /** A host is lost, with all that ran on it. */
  public void lose(int pick) {
    List<SimulatedHost> living = living();
    if (living.isEmpty()) {
      return;
    }
    lose(living.get(pick % living.size()));
  }

  private void lose(SimulatedHost host) {
    turns.say("host " + host.id + " is lost");
    lost.add(host.address);
    ended.add(host.id);
    MemberAddress address = MemberAddress.parse(host.address);
    if (host.mongodStarted && set.member(address).isPresent()) {
      set.endMongod(address);
    }
    hosts.remove(host.id);
    end(host);
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
        List.of(new OfferedShape("small", 2, 2 * GIB, 100 * GIB)),
        List.of());
  }

  /**
   * As EC2 does it: what was made once is not made again. A ClientToken is valid for 24 hours after
   * its instance ended, whoever ended it ("Ensuring idempotency in Amazon EC2 API requests").
   */
  @Override
  public Requested request(HostRequest request) {
    if (refusal != null) {
      return new Requested.Refused(refusal, "refused", "ask for something else");
    }
    if (isReleased(request.id())) {
      turns.say("a late request for released host " + request.id() + " is refused");
      return new Requested.Refused("HOST_RELEASED", "released", "plan again");
    }
    if (ended.contains(request.id())) {
      turns.say("a request for host " + request.id() + ", which is lost, is refused");
      return new Requested.Refused("INSTANCE_LOST", "lost", "see what ended it");
    }
    SimulatedHost host = hosts.get(request.id());
    if (host != null) {
      return new Requested.Made(of(host));
    }
    if (turns.clock().sinceBeginning() < fullUntil) {
      return new Requested.NotYet("no capacity");
    }
    if (turns.clock().sinceBeginning() < lateUntil || beingMade.contains(request.id())) {
      if (beingMade.add(request.id())) {
        turns.after(later(), () -> finish(request));
      }
      return new Requested.NotYet("being made");
    }
    return new Requested.Made(of(make(request)));
  }

  private void finish(HostRequest request) {
    beingMade.remove(request.id());
    String id = request.id();
    if (!isReleased(id) && !ended.contains(id) && !hosts.containsKey(id)) {
      var unused = make(request);
    }
  }

  private Duration later() {
    return Duration.ofMillis(500 + turns.random().nextInt(15_000));
  }

  /** Whether it was released. */
  public boolean isReleased(String id) {
    return released.contains(id);
  }

  /** Makes one, whatever was made before. */
  public SimulatedHost make(HostRequest request) {
    if (made.merge(request.id(), 1, Integer::sum) > 1) {
      violations.add("one request makes at most one host", request.id() + " was made again");
    }
    turns.say("host " + request.id() + " is made for " + request.address());
    SimulatedHost host =
        new SimulatedHost(request, PublicKeys.next(made.size()), turns.clock(), properties::wiped);
    hosts.put(host.id, host);
    clocks.boots(host);
    onMade.accept(host.id);
    if (boots != null) {
      boots.boot(host);
    }
    return host;
  }

  @Override
  public Found find(String id) {
    SimulatedHost host = hosts.get(id);
    return host == null ? new Found.Absent() : new Found.Present(of(host));
  }

  private static Host of(SimulatedHost host) {
    return new Host(host.id, host.address, "/hosts/" + host.id);
  }

  @Override
  public List<Host> list() {
    return hosts.values().stream().map(SimulatedHosts::of).toList();
  }

  /**
   * As a cloud does it: what it does not show leaves no trace, so only the repeated call keeps one
   * that is open, or being worked on, from making a host.
   */
  @Override
  public Released release(String id, CreateCall call) {
    SimulatedHost host = hosts.get(id);
    if (host == null) {
      return call instanceof CreateCall.MayBeOpen && released.add(id)
          ? new Released.CallRepeated("what came of it was ended")
          : new Released.Gone();
    }
    MemberAddress address = MemberAddress.parse(host.address);
    if (host.mongodStarted && set.member(address).isPresent()) {
      return new Released.InUse("mongod still runs on host " + id);
    }
    if (turns.clock().sinceBeginning() < lateUntil) {
      turns.after(later(), () -> remove(host));
      return new Released.NotYet("being released");
    }
    remove(host);
    return new Released.Gone();
  }

  /** Takes a host away, whatever runs there. */
  public void remove(SimulatedHost host) {
    released.add(host.id);
    if (hosts.get(host.id) != host) {
      return;
    }
    properties.released(host.address, host.empty());
    turns.say("host " + host.id + " is released");
    hosts.remove(host.id);
    end(host);
  }

  /** Its agent is killed by the scheduler: a worker cannot kill another one. */
  private void end(SimulatedHost host) {
    turns.after(
        Duration.ZERO,
        () -> {
          if (boots != null) {
            boots.ended(host);
          }
        });
  }

  /** Every host there is. */
  public List<SimulatedHost> living() {
    return new ArrayList<>(hosts.values());
  }

  /** Whether a host stood ready for this address, and was not released. */
  public boolean wasReadyFor(MemberAddress address) {
    return standsFor(address) || lost.contains(address.format());
  }

  /** What must hold of hosts. */
  public HostProperties properties() {
    return properties;
  }

  /** Whether the host of this address was lost. */
  public boolean isLost(String address) {
    return lost.contains(address);
  }

  /** The host of this request is lost, if it stands. */
  public void lose(String id) {
    SimulatedHost host = hosts.get(id);
    if (host != null) {
      lose(host);
    }
  }

  /** Whether a host stands ready for this address. */
  public boolean standsFor(MemberAddress address) {
    return hosts.values().stream().anyMatch(h -> MemberAddress.parse(h.address).equals(address));
  }
}
