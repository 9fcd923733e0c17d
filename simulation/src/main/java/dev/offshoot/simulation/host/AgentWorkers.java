package dev.offshoot.simulation.host;

import dev.offshoot.agent.app.Agent;
import dev.offshoot.agent.app.AgentMemory;
import dev.offshoot.agent.app.GoalFollower;
import dev.offshoot.agent.app.Host;
import dev.offshoot.agent.app.InstallerService;
import dev.offshoot.agent.app.Machine;
import dev.offshoot.agent.app.Members;
import dev.offshoot.agent.app.MongodHome;
import dev.offshoot.agent.app.MongodProcess;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.MemberAgents;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.simulation.planted.Planted;
import dev.offshoot.simulation.property.HostProperties;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.simulation.turn.SimulatedProcess;
import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.simulation.turn.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The real agent on every host, as a worker that can die and is started again. */
public final class AgentWorkers implements SimulatedHosts.Boots {

  private static final int MOST_AWAY_MILLIS = 20_000;

  private final Turns turns;
  private final SimulatedSet set;
  private final SimulatedHosts hosts;
  private final HostProperties properties;
  private final Ports ports;
  private Supplier<Optional<Desk>> desks = Optional::empty;
  private Planted planted = Planted.NOTHING;

  /** Boots an agent on every host that is made. */
  public AgentWorkers(
      Turns turns, SimulatedSet set, SimulatedHosts hosts, HostProperties properties, Ports ports) {
    this.turns = turns;
    this.set = set;
    this.hosts = hosts;
    this.properties = properties;
    this.ports = ports;
    hosts.onBoot(this);
  }

  /** What a copy of installer-service serves agents with. */
  public record Desk(
      EnrolAgents enrolAgents,
      ServeGoals serveGoals,
      Agents agents,
      MemberAgents memberAgents,
      Runnable wake) {}

  /** Agents ask these copies from now on. */
  public void ask(Supplier<Optional<Desk>> living) {
    desks = living;
  }

  /** Agents have this defect from now on. */
  public void plant(Planted defect) {
    planted = defect;
  }

  /** A copy of installer-service that answers. */
  public Optional<Desk> desk() {
    return desks.get();
  }

  @Override
  public void boot(SimulatedHost host) {
    AgentWorld world = new AgentWorld(turns, set, properties, host);
    AgentProcess process = new AgentProcess(host);
    InstallerService service =
        port(
            InstallerService.class,
            new SimulatedInstaller(turns, host, () -> desks.get()),
            process);
    Host machine = port(Host.class, world, process);
    AgentMemory memory = port(AgentMemory.class, host, process);
    GoalFollower follower =
        new GoalFollower(
            port(MongodHome.class, host, process),
            port(MongodProcess.class, world, process),
            port(Members.class, world, process),
            new Machine(machine, wanted -> List.of(), new NoDeparture()),
            new NoCertificate());
    host.life++;
    host.agent =
        turns.start(
            "agent " + host.address,
            process,
            () -> {
              Agent.End end = new Agent(service, machine, memory, follower).run();
              turns.say("the agent ends: " + end);
            });
  }

  private <T> T port(Class<T> port, T real, SimulatedProcess process) {
    return ports.of(port, planted.port(process.kind(), port, real), process, Ports.Failure.LOCAL);
  }

  @Override
  public void ended(SimulatedHost host) {
    if (host.agent != null) {
      host.life++;
      turns.kill(host.agent);
    }
  }

  /** An agent as a whole. */
  private final class AgentProcess implements SimulatedProcess {

    private final SimulatedHost host;

    AgentProcess(SimulatedHost host) {
      this.host = host;
    }

    @Override
    public String kind() {
      return "agent";
    }

    @Override
    public int life() {
      return host.life;
    }

    @Override
    public void crash(Duration away) {
      crashAgent(host, away);
    }

    @Override
    public void freeze(Duration duration) {
      if (host.agent != null) {
        turns.say("the agent of " + host.address + " stands still for " + duration);
        turns.freeze(host.agent, duration);
      }
    }
  }

  /** There is something new for agents. */
  public void ring() {
    for (SimulatedHost host : hosts.living()) {
      Worker agent = host.agent;
      if (agent != null) {
        turns.wake(agent);
      }
    }
  }

  /** One agent dies and comes back later; must not be called by a worker. */
  public void crashOne(int pick) {
    List<SimulatedHost> living = hosts.living();
    if (!living.isEmpty()) {
      crashAgent(
          living.get(pick % living.size()),
          Duration.ofMillis(turns.random().nextInt(MOST_AWAY_MILLIS)));
    }
  }

  private void crashAgent(SimulatedHost host, Duration away) {
    Worker agent = host.agent;
    if (agent == null || agent.over()) {
      return;
    }
    turns.say("the agent of " + host.address + " dies");
    host.life++;
    turns.kill(agent);
    turns.after(
        away,
        () -> {
          if (hosts.living().contains(host) && !host.ended()) {
            turns.say("the agent of " + host.address + " is started again");
            boot(host);
          }
        });
  }

  /** Whether this host's agent died and comes back later: until then nobody starts its mongod. */
  public boolean isAway(String address) {
    for (SimulatedHost host : hosts.living()) {
      if (host.address.equals(address) && !host.ended()) {
        Worker agent = host.agent;
        return agent == null || agent.over();
      }
    }
    return false;
  }

  /** The mongod of one host ends by itself. */
  public void mongodDies() {
    for (SimulatedHost host : hosts.living()) {
      MemberAddress address = MemberAddress.parse(host.address);
      if (host.mongodStarted && set.member(address).isPresent()) {
        turns.say("mongod on " + address + " ends by itself");
        set.endMongod(address);
        return;
      }
    }
  }
}
