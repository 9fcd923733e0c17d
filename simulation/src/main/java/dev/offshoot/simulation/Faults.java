package dev.offshoot.simulation;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.simulation.service.ServiceCopy;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.SimulatedMember;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Lets the scenario's faults happen when their time comes. */
final class Faults {

  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(40);

  private final Scenario scenario;
  private final World world;
  private final Services services;
  private final Supplier<List<MemberAddress>> planned;

  Faults(Scenario scenario, World world, Services services, Supplier<List<MemberAddress>> planned) {
    this.scenario = scenario;
    this.world = world;
    this.services = services;
    this.planned = planned;
  }

  void schedule() {
    for (Scenario.Fault fault : scenario.faults()) {
      world.turns().say("fault: " + fault);
      world.turns().after(fault.after(), () -> happen(fault));
    }
  }

  private void happen(Scenario.Fault fault) {
    switch (fault.kind()) {
      case KILL_SERVICE -> kill(fault.lasting());
      case FREEZE_SERVICE -> any().freeze(fault.lasting());
      case KILL_AGENT -> world.agentWorkers().crashOne();
      case MEMBER_DOWN -> memberDown(shorter(fault.lasting()));
      case STEP_DOWN -> world.set().stepDown();
      case SYNC_FAILS -> added().forEach(world.set()::failSynchronization);
      case MONGOD_DIES -> world.agentWorkers().mongodDies();
      case PROVIDER_REFUSES -> world.hosts().refuse("ADDRESS_IN_USE");
      case DATA_DIFFERS -> differ();
    }
  }

  private ServiceCopy any() {
    List<ServiceCopy> copies = services.copies();
    return copies.get(world.turns().random().nextInt(copies.size()));
  }

  private void kill(Duration away) {
    ServiceCopy copy = any();
    if (copy.alive()) {
      copy.kill();
      world.turns().after(away, () -> services.restart(copy));
    }
  }

  private static Duration shorter(Duration duration) {
    return duration.compareTo(LONGEST_OUTAGE) > 0 ? LONGEST_OUTAGE : duration;
  }

  private void memberDown(Duration duration) {
    List<MemberEntry> members = scenario.configuration().members();
    MemberEntry chosen = members.get(world.turns().random().nextInt(members.size()));
    world.set().down(chosen.address(), duration);
  }

  private List<SimulatedMember> added() {
    return planned.get().stream().flatMap(a -> world.set().member(a).stream()).toList();
  }

  /** Only before it was proven: what is changed afterwards is not Offshoot's to find. */
  private void differ() {
    added().stream()
        .filter(member -> !member.wasCompared())
        .forEach(
            member -> {
              world.turns().say("one document of " + member.address() + " differs");
              member.differ();
            });
  }
}
