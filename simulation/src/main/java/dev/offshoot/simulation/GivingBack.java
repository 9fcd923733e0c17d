package dev.offshoot.simulation;

import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.simulation.fault.Fault;
import dev.offshoot.simulation.property.RemovedProperties;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Those who want to give hosts back: they wait until the expansion is over, then each does. */
final class GivingBack {

  private static final long LONGEST_MILLIS = 2 * 3_600_000L;
  private static final long AFTERWARDS_MILLIS = 20_000;

  /** What an agent gets to start a mongod again that ended only just before the end is judged. */
  private static final long STARTED_AGAIN_MILLIS = 60_000;

  /** Two leases of workers that died one after the other, and then some. */
  private static final long TAKEN_OVER_MILLIS = 180_000;

  private static final List<Giver.Way> WAYS = List.of(Giver.Way.values());

  private final World world;
  private final Services services;
  private final Plans plans;
  private final Giver.Asking asking;
  private final List<Fault> wishes = new ArrayList<>();
  private long begun = -1;
  private long overSince = -1;
  private int busy;

  GivingBack(World world, Services services, Plans plans, Giver.Asking asking) {
    this.world = world;
    this.services = services;
    this.plans = plans;
    this.asking = asking;
  }

  /** Somebody will give a host back; some ask before they may. */
  void wish(Fault fault) {
    wishes.add(fault);
    boolean impatient = fault.pick() % 2 == 1;
    if (begun >= 0) {
      start(fault);
    } else if (impatient && !plans.members().isEmpty()) {
      start(
          "somebody who cannot wait",
          () -> {
            var unused = giver(fault).once();
          });
    }
  }

  /** Whether anybody wants to, and there may be hosts. */
  boolean isWished() {
    return !wishes.isEmpty() && !plans.members().isEmpty();
  }

  /** The expansion is over. */
  void begin() {
    begun = now();
    asking.properties().begin();
    List.copyOf(wishes).forEach(this::start);
  }

  private long now() {
    return world.turns().clock().sinceBeginning();
  }

  private Giver giver(Fault fault) {
    List<PlannedMember> members = plans.members();
    int which = fault.pick() / WAYS.size() % members.size();
    return new Giver(world, services, asking, members.get(which));
  }

  private void start(Fault fault) {
    if (plans.members().isEmpty()) {
      return;
    }
    Giver.Way way = WAYS.get(fault.pick() % WAYS.size());
    start(
        "somebody who gives back",
        () -> {
          world.turns().sleep(Duration.ofMillis(fault.lastingMillis()));
          giver(fault).give(way, this::start);
        });
  }

  private void start(String name, Runnable what) {
    busy++;
    var unused =
        world
            .turns()
            .start(
                name,
                null,
                () -> {
                  what.run();
                  busy--;
                });
  }

  /** Until a while after everybody is done, so that what comes late is seen too. */
  boolean goesOn() {
    if (now() - begun > LONGEST_MILLIS) {
      world.violations().add("nothing waits for ever", "who gives a host back");
      return false;
    }
    if (busy > 0 || world.turns().anybodyFrozen()) {
      overSince = -1;
      return true;
    }
    overSince = overSince < 0 ? now() : overSince;
    return now() - overSince <= afterwards();
  }

  private long afterwards() {
    if (isRemovalUnderWay()) {
      return TAKEN_OVER_MILLIS;
    }
    return isMongodDown() ? STARTED_AGAIN_MILLIS : AFTERWARDS_MILLIS;
  }

  private boolean isRemovalUnderWay() {
    return plans.members().stream()
        .flatMap(member -> asking.removals().of(member.host().requestId()).stream())
        .anyMatch(
            removal ->
                !asking.removals().isOver(removal)
                    && asking.removals().attention(removal).isEmpty());
  }

  private boolean isMongodDown() {
    return plans.members().stream()
        .filter(asking.properties()::isMember)
        .map(PlannedMember::address)
        .anyMatch(
            address ->
                !world.hosts().isLost(address)
                    && world.set().member(MemberAddress.parse(address)).isEmpty());
  }

  /** Checks what is left; answers how it ended, after the expansion ended like this. */
  String end(String outcome) {
    boolean completed = outcome.equals("COMPLETED");
    String codes =
        new RemovedProperties(world, services, plans, asking.removals(), asking.properties())
            .check(completed);
    return codes.isEmpty() ? outcome : outcome + ", then " + codes;
  }
}
