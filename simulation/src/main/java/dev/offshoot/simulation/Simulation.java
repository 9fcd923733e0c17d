package dev.offshoot.simulation;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.broker.SimulatedBroker;
import dev.offshoot.simulation.fault.DrawPlan;
import dev.offshoot.simulation.fault.FaultPlan;
import dev.offshoot.simulation.fault.Striker;
import dev.offshoot.simulation.host.AgentWorkers;
import dev.offshoot.simulation.host.SimulatedHosts;
import dev.offshoot.simulation.planted.Planted;
import dev.offshoot.simulation.property.AgentProperties;
import dev.offshoot.simulation.property.EndProperties;
import dev.offshoot.simulation.property.FactProperties;
import dev.offshoot.simulation.property.HostProperties;
import dev.offshoot.simulation.property.JournalProperties;
import dev.offshoot.simulation.property.RemovalProperties;
import dev.offshoot.simulation.property.SaidProperties;
import dev.offshoot.simulation.property.SetProperties;
import dev.offshoot.simulation.property.Violations;
import dev.offshoot.simulation.service.PortCalls;
import dev.offshoot.simulation.service.Removals;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.InitialConfiguration;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.store.SimulatedAgents;
import dev.offshoot.simulation.store.SimulatedExpansions;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.simulation.turn.SimulatedClock;
import dev.offshoot.simulation.turn.Trace;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * One run: a plan, all services, and the properties after every event. The same plan gives the same
 * run.
 */
public final class Simulation {

  private static final long LONGEST_MILLIS = 2 * 3_600_000L;
  private static final long MOST_CALLS = 300_000;
  private static final long AFTERWARDS_MILLIS = 20_000;
  private static final long LOOK_AT_CALLS_MILLIS = 60_000;
  private static final Duration LONGEST_CALL = Duration.ofMinutes(3);

  private final FaultPlan plan;
  private final Trace trace;
  private final Turns turns;
  private final Striker striker;
  private final World world;
  private final Plans plans;
  private final Violations violations = new Violations();
  private final Services services;
  private final SetProperties setProperties;
  private final User user;
  private final GivingBack giving;
  private long overSince = -1;
  private long lookedAtCalls;
  private long looked;

  private Simulation(FaultPlan plan, Function<World, Planted> defect, boolean story) {
    this.plan = plan;
    this.trace = new Trace(story);
    this.turns = new Turns(new SimulatedClock(), new SplittableRandom(~plan.seed()), trace);
    this.striker = new Striker(turns, plan);
    ReplicaSetConfiguration initial = InitialConfiguration.of(plan.request());
    this.world = world(initial, defect);
    this.plans = new Plans(world.broker());
    FactProperties facts = new FactProperties(violations);
    world.broker().onPublish(facts::published);
    world.broker().onPublish(event -> violations.heard(event.source()));
    this.setProperties = new SetProperties(world.set(), world.hosts(), plans, facts, violations);
    world.set().installations().onInstall(setProperties::installed);
    world
        .broker()
        .onPublish(new SaidProperties(world.set(), world.hosts(), plans, violations)::published);
    AgentProperties.watch(world.agents(), violations);
    this.services = new Services(world);
    for (String name : services.names()) {
      JournalProperties.watch(name, services.journals(name), violations);
    }
    world.broker().onPublish(this::isStored);
    this.user = new User(plan, world, services);
    Removals removals = new Removals(services);
    RemovalProperties removalProperties = new RemovalProperties(world, plans, removals);
    this.giving =
        new GivingBack(world, services, plans, new Giver.Asking(removalProperties, removals));
    Happening happening =
        new Happening(world, services, initial, new Happening.Persons(user, giving), plans);
    striker.begin(happening::happen);
  }

  private World world(ReplicaSetConfiguration initial, Function<World, Planted> defect) {
    Ports ports = new Ports(turns, striker);
    SimulatedSet set = new SimulatedSet(turns, initial, plan.pace().syncTicks());
    HostProperties watched = new HostProperties(set, violations);
    SimulatedHosts hosts = new SimulatedHosts(turns, set, violations, watched);
    AgentWorkers agents = new AgentWorkers(turns, set, hosts, watched, ports);
    SimulatedBroker broker =
        new SimulatedBroker(
            turns,
            new SimulatedBroker.Mood(plan.pace().lateRecords(), plan.pace().repeatedRecords()));
    World plain =
        new World(
            turns,
            ports,
            broker,
            set,
            hosts,
            agents,
            new SimulatedAgents(agents::ring),
            new SimulatedExpansions(turns.clock()),
            Planted.NOTHING,
            violations);
    Planted planted = defect.apply(plain);
    agents.plant(planted);
    hosts.onMade(this::hostIsMade);
    return plain.with(planted);
  }

  private void hostIsMade(String host) {
    boolean needsApproval =
        plans.created().filter(created -> created.approval().equals("required")).isPresent();
    if (needsApproval && world.broker().published(EventType.PLAN_APPROVED).isEmpty()) {
      violations.add("nothing is made before the plan is approved", host);
    }
  }

  /** What is said was stored before. */
  private void isStored(EventEnvelope event) {
    String expansion = event.expansionId();
    String service = event.source().replace("/offshoot/", "");
    boolean fact = services.names().contains(service) && !event.id().startsWith("progress");
    if (expansion != null
        && fact
        && services
            .journals(service)
            .find(expansion)
            .filter(j -> j.events().outbox().stream().anyMatch(e -> e.id().equals(event.id())))
            .isEmpty()) {
      violations.add("a fact is stored before it is said", service + " " + event.type());
    }
  }

  /** The plan of a seed. */
  public static FaultPlan plan(long seed) {
    return DrawPlan.of(seed, new SplittableRandom(seed), PortCalls.all());
  }

  /**
   * Runs one plan.
   *
   * @param story whether the lines of the story are kept
   */
  public static Result run(FaultPlan plan, boolean story) {
    return run(plan, world -> Planted.NOTHING, story);
  }

  /** Runs one plan with a defect. */
  public static Result run(FaultPlan plan, Function<World, Planted> defect, boolean story) {
    return new Simulation(plan, defect, story).run();
  }

  private Result run() {
    turns.say("asked: " + plan.request());
    turns.say("pace: " + plan.pace());
    plan.faults().forEach(fault -> turns.say("planned fault: " + fault));
    services.start();
    user.begin();
    String outcome = "VIOLATION";
    try {
      turns.run(this::goesOn);
      if (violations.none()) {
        outcome = expansionEnds();
      }
      boolean over = EndProperties.over(world, services, user.expansion());
      if (violations.none() && over && giving.isWished() && !violations.afterForgery()) {
        giving.begin();
        turns.run(() -> isSound() && giving.goesOn());
        outcome = violations.none() ? giving.end(outcome) : outcome;
      }
    } catch (IllegalStateException unexpected) {
      violations.add("no worker ends unexpectedly", causes(unexpected));
    } finally {
      turns.end();
    }
    Result.Size size =
        new Result.Size(turns.given(), turns.clock().elapsed(), striker.happened().size());
    return new Result(
        plan,
        outcome,
        violations.found(),
        size,
        new Result.Seen(striker.made(), striker.struck(), striker.happened()),
        new Result.Story(trace.lines(), trace.hash()));
  }

  private String expansionEnds() {
    return new EndProperties(world, services, plan, plans)
        .check(user.expansion(), user.cancelled(), user.triedToCancel());
  }

  private static String causes(Throwable unexpected) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = unexpected; each != null; each = each.getCause()) {
      text.append(each).append("; ");
    }
    return text.toString();
  }

  private boolean isSound() {
    setProperties.lookedAt();
    if (!violations.none()) {
      return false;
    }
    if (turns.calls() > MOST_CALLS) {
      violations.add("nothing goes round in circles", turns.calls() + " calls through ports");
      return false;
    }
    return true;
  }

  private boolean goesOn() {
    if (!isSound()) {
      return false;
    }
    if (looked++ % 16 != 0) {
      return true;
    }
    long now = turns.clock().sinceBeginning();
    if (now - lookedAtCalls > LOOK_AT_CALLS_MILLIS) {
      lookedAtCalls = now;
      String endless = turns.endlessCall(LONGEST_CALL);
      if (!endless.isEmpty()) {
        violations.add("every call has a deadline", endless);
      }
      if (services.state().expansions().active() > 1) {
        violations.add("one expansion per deployment", "several are active");
      }
    }
    long thinking = plan.request().automatic() ? 0 : plan.pace().approvalMillis();
    return !isOver() && now < LONGEST_MILLIS + thinking;
  }

  /** A while after everybody knows, and nobody is frozen, so that what comes late is seen too. */
  private boolean isOver() {
    if (!EndProperties.over(world, services, user.expansion()) || turns.anybodyFrozen()) {
      overSince = -1;
      return false;
    }
    if (overSince < 0) {
      overSince = turns.clock().sinceBeginning();
      return false;
    }
    return turns.clock().sinceBeginning() - overSince > AFTERWARDS_MILLIS && calm();
  }

  /** What was completed is looked at once every member serves. */
  private boolean calm() {
    ReplicaSetConfiguration newest = world.set().newest();
    return world.set().members().stream()
        .filter(m -> newest.member(m.address()).isPresent())
        .allMatch(m -> m.up() && m.state().isInService() && world.set().whole());
  }
}
