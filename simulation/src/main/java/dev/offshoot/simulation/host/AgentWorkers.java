package dev.offshoot.simulation.host;

import dev.offshoot.agent.app.Agent;
import dev.offshoot.agent.app.GoalFollower;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.simulation.property.Violations;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.simulation.turn.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The real agent on every host, as a worker that can die and is started again. */
public final class AgentWorkers {

  private static final int MOST_AWAY_MILLIS = 20_000;

  private final Turns turns;
  private final SimulatedSet set;
  private final SimulatedHosts hosts;
  private final Violations violations;
  private Supplier<Optional<Desk>> desks = Optional::empty;

  /** Boots an agent on every host that is made. */
  public AgentWorkers(Turns turns, SimulatedSet set, SimulatedHosts hosts, Violations violations) {
    this.turns = turns;
    this.set = set;
    this.hosts = hosts;
    this.violations = violations;
    hosts.onBoot(this::start);
  }

  /** What a copy of installer-service serves agents with. */
  public record Desk(
      EnrolAgents enrolAgents, ServeGoals serveGoals, Agents agents, Runnable wake) {}

  /** Agents ask these copies from now on. */
  public void ask(Supplier<Optional<Desk>> living) {
    desks = living;
  }

  private void start(SimulatedHost host) {
    AgentWorld world = new AgentWorld(turns, set, violations, host);
    SimulatedInstaller service = new SimulatedInstaller(turns, host, () -> desks.get());
    host.agent =
        turns.start(
            "agent " + host.address,
            () -> {
              Agent.End end =
                  new Agent(service, world, host, new GoalFollower(host, world, world)).run();
              turns.say("the agent ends: " + end);
            });
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
  public void crashOne() {
    List<SimulatedHost> living = hosts.living();
    if (living.isEmpty()) {
      return;
    }
    SimulatedHost host = living.get(turns.random().nextInt(living.size()));
    Worker agent = host.agent;
    if (agent == null || agent.over()) {
      return;
    }
    turns.say("the agent of " + host.address + " dies");
    turns.kill(agent);
    Duration away = Duration.ofMillis(turns.random().nextInt(MOST_AWAY_MILLIS));
    turns.after(
        away,
        () -> {
          if (hosts.living().contains(host) && !host.ended()) {
            turns.say("the agent of " + host.address + " is started again");
            start(host);
          }
        });
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
