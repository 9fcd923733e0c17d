package dev.offshoot.simulation;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.simulation.broker.SimulatedBroker;
import dev.offshoot.simulation.host.AgentWorkers;
import dev.offshoot.simulation.host.SimulatedHosts;
import dev.offshoot.simulation.property.EndProperties;
import dev.offshoot.simulation.property.FactProperties;
import dev.offshoot.simulation.property.SetProperties;
import dev.offshoot.simulation.property.Violations;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.Troubles;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.store.SimulatedAgents;
import dev.offshoot.simulation.turn.SimulatedClock;
import dev.offshoot.simulation.turn.Trace;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One run: the scenario of a seed, all services, and the properties after every event. The same
 * seed gives the same run.
 */
public final class Simulation {

  private static final Duration FAULTS_END = Duration.ofSeconds(150);
  private static final Duration AFTERWARDS = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofHours(2);

  private final long seed;
  private final Trace trace;
  private final Turns turns;
  private final Scenario scenario;
  private final World world;
  private final Violations violations = new Violations();
  private final Services services;
  private final SetProperties setProperties;
  private @Nullable Duration overSince;

  private Simulation(long seed, boolean story) {
    this.seed = seed;
    Random random = new Random(seed);
    this.trace = new Trace(story);
    this.turns = new Turns(new SimulatedClock(), random, trace);
    this.scenario = Scenario.draw(random);
    this.world = world();
    this.setProperties = new SetProperties(world.set(), world.hosts(), this::planned, violations);
    world.set().onInstall(setProperties::installed);
    FactProperties facts = new FactProperties(violations);
    this.services = new Services(world);
    world
        .broker()
        .onPublish(
            event -> {
              facts.published(event);
              services.published(event.type());
            });
  }

  private World world() {
    Scenario.Pace pace = scenario.pace();
    Troubles troubles =
        new Troubles(
            pace.storeTroubles(), pace.otherTroubles(), pace.otherTroubles(), pace.otherTroubles());
    SimulatedSet set = new SimulatedSet(turns, scenario.configuration(), pace.syncTicks());
    SimulatedHosts hosts = new SimulatedHosts(turns, set, violations, troubles::provider);
    AgentWorkers agents = new AgentWorkers(turns, set, hosts, violations);
    SimulatedBroker broker =
        new SimulatedBroker(
            turns, new SimulatedBroker.Mood(pace.lateRecords(), pace.repeatedRecords()));
    return new World(
        turns, broker, set, hosts, agents, new SimulatedAgents(agents::ring), troubles);
  }

  /**
   * Runs one seed.
   *
   * @param story whether the lines of the story are kept
   */
  public static Result run(long seed, boolean story) {
    return new Simulation(seed, story).run();
  }

  /**
   * How a run ended.
   *
   * @param seed its seed
   * @param outcome how the expansion ended
   * @param violations what did not hold; empty when all did
   * @param size how much happened
   * @param story the lines of the story, when they were kept
   * @param hash the same for the same run
   */
  public record Result(
      long seed,
      String outcome,
      List<String> violations,
      Size size,
      List<String> story,
      String hash) {

    /** Copies the lists. */
    public Result {
      violations = List.copyOf(violations);
      story = List.copyOf(story);
    }
  }

  /**
   * How much happened.
   *
   * @param turns turns given
   * @param simulated simulated time
   * @param faults faults injected, beside calls that failed
   */
  public record Size(long turns, Duration simulated, int faults) {}

  private Result run() {
    turns.say("scenario: " + scenario.request() + ", cancel after " + scenario.cancelAfter());
    turns.say("pace: " + scenario.pace());
    Faults faults = new Faults(scenario, world, services, this::plannedAddresses);
    faults.schedule();
    turns.after(FAULTS_END, world.troubles()::end);
    User user = new User(scenario, world, services);
    user.begin();
    String outcome = "VIOLATION";
    try {
      while (violations.none() && !isOver(user) && turns.next()) {
        setProperties.lookedAt();
        if (turns.clock().elapsed().compareTo(LONGEST) > 0) {
          break;
        }
      }
      if (violations.none()) {
        outcome =
            new EndProperties(world, services, scenario, planned(), violations)
                .check(user.expansion());
      }
    } finally {
      turns.end();
    }
    return new Result(
        seed,
        outcome,
        violations.found(),
        new Size(turns.given(), turns.clock().elapsed(), scenario.faults().size()),
        trace.lines(),
        trace.hash());
  }

  /** A while after everybody knows, and nobody is frozen, so that what comes late is seen too. */
  private boolean isOver(User user) {
    if (turns.given() % 16 != 0) {
      return false;
    }
    if (!EndProperties.over(world, services, user.expansion()) || turns.anybodyFrozen()) {
      overSince = null;
      return false;
    }
    Duration since = overSince;
    if (since == null) {
      overSince = turns.clock().elapsed();
      return false;
    }
    return turns.clock().elapsed().minus(since).compareTo(AFTERWARDS) > 0 && calm();
  }

  /** What was completed is looked at once every member serves. */
  private boolean calm() {
    return world.broker().log(EventType.SYNC_COMPLETED).isEmpty()
        || world.set().members().stream()
            .filter(m -> world.set().newest().member(m.address()).isPresent())
            .allMatch(m -> m.up() && m.state().isInService());
  }

  private List<PlannedMember> planned() {
    List<EventEnvelope> plans = world.broker().log(EventType.PLAN_CREATED);
    if (plans.isEmpty()) {
      return List.of();
    }
    PlanCreated created = ContractJson.read(plans.getFirst().data(), PlanCreated.class);
    return ContractJson.read(created.plan(), Plan.class).toAdd();
  }

  private List<MemberAddress> plannedAddresses() {
    return planned().stream().map(m -> MemberAddress.parse(m.address())).toList();
  }
}
