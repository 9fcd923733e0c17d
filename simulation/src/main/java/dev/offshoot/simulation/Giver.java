package dev.offshoot.simulation;

import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.simulation.property.RemovalProperties;
import dev.offshoot.simulation.service.Removals;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.set.OtherPeople;
import dev.offshoot.simulation.set.SimulatedMember;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Somebody who gives one host back, in one of the ways people do. */
final class Giver {

  private static final Duration RETRY = Duration.ofSeconds(3);
  private static final int TRIES = 400;
  private static final int SOON_MILLIS = 4_000;

  private final World world;
  private final Services services;
  private final Asking asking;
  private final PlannedMember member;
  private final OtherPeople people;
  private final MemberAddress address;

  /** How somebody gives a host back. */
  enum Way {
    TAKES_THE_MEMBER_OUT,
    ASKS_BEFORE_IT_IS_OUT,
    ASKS_TWICE,
    PUTS_THE_MEMBER_BACK,
    MONGOD_HAS_ENDED,
    HOST_IS_LOST
  }

  /** What must hold of it, and how it is known. */
  record Asking(RemovalProperties properties, Removals removals) {}

  /** Starts others that are waited for. */
  interface Others {
    void start(String name, Runnable what);
  }

  Giver(World world, Services services, Asking asking, PlannedMember member) {
    this.world = world;
    this.services = services;
    this.asking = asking;
    this.member = member;
    this.people = new OtherPeople(world.turns(), world.set());
    this.address = MemberAddress.parse(member.address());
  }

  void give(Way way, Others others) {
    world.turns().say("gives the host of " + address + " back: " + way);
    if (way != Way.ASKS_BEFORE_IT_IS_OUT) {
      takeOut();
    }
    switch (way) {
      case MONGOD_HAS_ENDED -> endMongod();
      case HOST_IS_LOST -> world.hosts().lose(member.host().requestId());
      case ASKS_TWICE -> {
        others.start("somebody else", this::ask);
      }
      case PUTS_THE_MEMBER_BACK -> {
        others.start("somebody who puts it back", this::putBack);
      }
      default -> {}
    }
    ask();
  }

  private void endMongod() {
    if (world.set().member(address).isPresent()) {
      world.set().endMongod(address);
    }
  }

  private void putBack() {
    world.turns().sleep(Duration.ofMillis(world.turns().random().nextInt(SOON_MILLIS)));
    if (world.set().member(address).isEmpty()) {
      return;
    }
    people.putBack(member.memberId(), address);
    if (asking.properties().isMember(member)) {
      world.hosts().properties().putBack(member.address(), world.turns().clock().sinceBeginning());
    }
  }

  /** By hand, as MongoDB lets them: not through the member itself. */
  private void takeOut() {
    for (int tries = 0; tries < TRIES && asking.properties().isMember(member); tries++) {
      if (world.set().primary().map(SimulatedMember::address).filter(address::equals).isPresent()) {
        world.set().stepDown();
      } else {
        people.remove(member.memberId());
      }
      world.turns().sleep(RETRY);
    }
  }

  /** Asks until the host is gone, or somebody must decide something first. */
  private void ask() {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Outcome<String>> answer = once();
      if (answer.isPresent()) {
        switch (answer.get()) {
          case Outcome.Done<String> _ -> {
            if (awaitEnd()) {
              return;
            }
            takeOut();
          }
          case Outcome.Refused<String>(Problem why) -> {
            if (why.code() == ProblemCode.UNKNOWN_HOST) {
              return;
            }
            help(why.code());
          }
        }
      }
      world.turns().sleep(RETRY);
    }
    world.violations().add("nothing waits for ever", "nobody can give back " + address);
  }

  private void help(ProblemCode why) {
    if (why == ProblemCode.HOST_CARRIES_MEMBER) {
      takeOut();
    } else if (why == ProblemCode.HOST_MEMBER_UNKNOWN) {
      unlessAway(services.state()::registerAgain);
    }
  }

  /** Asks, whatever comes of it. */
  Optional<Outcome<String>> once() {
    long since = world.turns().clock().sinceBeginning();
    boolean was = asking.properties().isMember(member);
    try {
      Optional<Outcome<String>> answer = services.state().giveBack(member.host().requestId());
      world.turns().say("gives " + address + " back: " + answer);
      answer.ifPresent(said -> asking.properties().answered(member, since, was, said));
      return answer;
    } catch (RuntimeException e) {
      world.turns().say("HTTP 503: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void unlessAway(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      world.turns().say("HTTP 503: " + e.getMessage());
    }
  }

  /** Whether the host is gone, or only a person at the host can go on; else it was refused. */
  private boolean awaitEnd() {
    String host = member.host().requestId();
    for (int tries = 0; tries < TRIES; tries++) {
      List<String> known = asking.removals().of(host);
      if (known.stream().allMatch(asking.removals()::isOver)) {
        List<String> codes = asking.removals().codes(host);
        return codes.isEmpty() || !codes.getLast().equals("STILL_A_MEMBER");
      }
      world.turns().sleep(RETRY);
    }
    return true;
  }
}
