package dev.offshoot.simulation;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.contracts.RemovedMember;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.fault.Fault;
import dev.offshoot.simulation.property.Violations;
import dev.offshoot.simulation.service.ServiceCopy;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.OtherPeople;
import dev.offshoot.simulation.set.Outages;
import dev.offshoot.simulation.set.SimulatedMember;
import dev.offshoot.simulation.turn.SimulatedProcess;
import dev.offshoot.stage.app.BrokerUnavailable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets faults happen to the world, when their time or their call comes. */
final class Happening {

  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(40);

  private final World world;
  private final Services services;
  private final ReplicaSetConfiguration initial;
  private final User user;
  private final Plans plans;
  private final GivingBack giving;
  private final OtherPeople people;
  private final Outages outages;

  /** Those who do something beside Offshoot. */
  record Persons(User user, GivingBack giving) {}

  Happening(
      World world,
      Services services,
      ReplicaSetConfiguration initial,
      Persons persons,
      Plans plans) {
    this.world = world;
    this.services = services;
    this.initial = initial;
    this.user = persons.user();
    this.giving = persons.giving();
    this.plans = plans;
    this.people = new OtherPeople(world.turns(), world.set());
    this.outages = new Outages(world.turns(), world.set());
  }

  void happen(Fault fault, @Nullable SimulatedProcess process) {
    Duration lasting = Duration.ofMillis(fault.lastingMillis());
    switch (fault.kind()) {
      case CRASH -> (process == null ? any(fault) : process).crash(lasting);
      case FREEZE -> (process == null ? any(fault) : process).freeze(lasting);
      case CLOCK_JUMPS ->
          any(fault).clockJumps(fault.pick() % 2 == 0 ? lasting : lasting.negated());
      case HOST_CLOCK_JUMPS -> world.hosts().clockJumps(fault.pick(), lasting);
      case CALL_FAILS, CALL_COMES_LATE ->
          throw new IllegalArgumentException(fault + " has no call");
      case STORE_DOWN -> services.storeDown(any(fault).service(), shorter(lasting));
      case BROKER_DOWN -> world.broker().down(shorter(lasting));
      case BROKER_LOSES_TAIL -> loseTail(fault);
      case AGENT_CRASH -> world.agentWorkers().crashOne(fault.pick());
      case SECOND_REQUEST, WRONG_APPROVAL, FORGETS_DEPLOYMENT, STOLEN_TOKEN, USER_CANCELS ->
          user.also(fault.kind());
      case HOST_GIVEN_BACK -> giving.wish(fault);
      case PROVIDER_REFUSES -> world.hosts().refuse("ADDRESS_IN_USE");
      case PROVIDER_FULL -> world.hosts().full(lasting);
      case PROVIDER_LATE -> world.hosts().late(lasting);
      case HOST_LOST -> world.hosts().lose(fault.pick());
      case FORGED_REMOVAL -> forgeRemoval();
      default -> toTheSet(fault, lasting);
    }
  }

  private void toTheSet(Fault fault, Duration lasting) {
    switch (fault.kind()) {
      case MEMBER_DOWN -> outages.down(member(fault.pick()).address(), shorter(lasting));
      case STEP_DOWN -> world.set().stepDown();
      case SPLIT -> outages.split(group(fault.pick()), shorter(lasting));
      case SYNC_FAILS -> added().forEach(world.set()::failSynchronization);
      case MONGOD_DIES -> world.agentWorkers().mongodDies();
      case DATA_DIFFERS -> differ();
      case COLLECTION_DROPPED -> world.set().dropCollection();
      case FOREIGN_SETTING -> people.changeSetting();
      case FOREIGN_MEMBER -> people.addMember();
      case FOREIGN_EDIT -> plans.members().forEach(m -> people.edit(m.memberId()));
      case FOREIGN_REMOVAL -> plans.members().forEach(m -> people.remove(m.memberId()));
      case SERVER_RECONFIG -> people.serverReconfigures();
      default -> throw new IllegalArgumentException("nobody lets " + fault + " happen");
    }
  }

  private ServiceCopy any(Fault fault) {
    List<ServiceCopy> copies = services.copies();
    return copies.get(fault.pick() % copies.size());
  }

  private static Duration shorter(Duration duration) {
    return duration.compareTo(LONGEST_OUTAGE) > 0 ? LONGEST_OUTAGE : duration;
  }

  private MemberEntry member(int pick) {
    List<MemberEntry> members = initial.members();
    return members.get(pick % members.size());
  }

  /** One member alone, or two together. */
  private List<MemberAddress> group(int pick) {
    MemberAddress one = member(pick).address();
    MemberAddress next = member(pick + 1).address();
    return pick % 3 == 0 ? List.of(one, next) : List.of(one);
  }

  private void loseTail(Fault fault) {
    List<EventType> topics = List.of(EventType.values());
    EventType last = topics.get(fault.pick() % topics.size());
    // Rather one on which something was just said.
    for (EventType topic : topics) {
      List<EventEnvelope> log = world.broker().published(topic);
      if (topic != EventType.SYNC_PROGRESSED && !log.isEmpty() && isLater(log, last)) {
        last = topic;
      }
    }
    world.broker().loseTail(last, 1 + fault.pick() % 3);
  }

  private boolean isLater(List<EventEnvelope> log, EventType other) {
    List<EventEnvelope> others = world.broker().published(other);
    return others.isEmpty() || log.getLast().time().isAfter(others.getLast().time());
  }

  private List<SimulatedMember> added() {
    return plans.members().stream()
        .map(PlannedMember::address)
        .map(MemberAddress::parse)
        .flatMap(address -> world.set().member(address).stream())
        .toList();
  }

  /** Only before it was proven: what is changed afterwards is not Offshoot's to find. */
  private void differ() {
    boolean completed = !world.broker().published(EventType.SYNC_COMPLETED).isEmpty();
    for (SimulatedMember member : added()) {
      if (member.isUncompared() && !completed) {
        world.turns().say("one document of " + member.address() + " differs");
        member.differ();
      }
    }
  }

  private void forgeRemoval() {
    plans
        .created()
        .ifPresent(
            created -> {
              try {
                world.broker().publish(forged(created));
              } catch (BrokerUnavailable e) {
                world.turns().say("the forger is not heard: " + e.getMessage());
              }
            });
  }

  private EventEnvelope forged(PlanCreated created) {
    ReplicaSetConfiguration newest = world.set().newest();
    List<RemovedMember> removed =
        plans.members().stream().map(m -> new RemovedMember(m.memberId(), m.address())).toList();
    MemberRemoved said =
        new MemberRemoved(
            created.expansionId(), created.deployment(), removed, newest.version(), newest.term());
    return new EventEnvelope(
        "forged " + world.turns().given(),
        EventType.MEMBER_REMOVED,
        Violations.FORGER,
        created.deployment().name(),
        world.turns().clock().instant(),
        created.expansionId(),
        null,
        ContractJson.tree(said));
  }
}
