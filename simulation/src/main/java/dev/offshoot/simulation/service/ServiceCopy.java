package dev.offshoot.simulation.service;

import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.broker.SimulatedBroker;
import dev.offshoot.simulation.property.AskedProperties;
import dev.offshoot.simulation.store.SimulatedJournals;
import dev.offshoot.simulation.turn.SimulatedProcess;
import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.simulation.turn.Worker;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a service: the real classes of its stage, driven by workers as the real
 * threads drive them, but they sleep until there is something to find. The first copy keeps its
 * name when it is started again, the second does not.
 */
public final class ServiceCopy implements SimulatedProcess {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration RESEND_LOOK = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST = 32;

  private final Turns turns;
  private final SimulatedBroker log;
  private final ServiceKind kind;
  private final Services services;
  private final World world;
  private final int number;
  private final SkewedClock clock;
  private final List<Worker> workers = new ArrayList<>();
  private final TreeMap<String, Worker> working = new TreeMap<>();
  private final JournalStore store;
  private final EventBroker broker;
  private @Nullable Worker hearing;
  private @Nullable Worker dispatching;
  private @Nullable Worker sending;
  private int life;
  private boolean alive;
  private SimulatedBroker.@Nullable Delivery inHand;
  private @Nullable AcceptEvent acceptEvent;

  ServiceCopy(World world, ServiceKind kind, int number, Services services) {
    this.world = world;
    this.turns = world.turns();
    this.log = world.broker();
    this.kind = kind;
    this.number = number;
    this.services = services;
    this.clock = new SkewedClock(turns.clock());
    this.store = services.journalPort(this, kind.journals());
    this.broker = services.broker(this);
  }

  /** Name of the service. */
  public String service() {
    return kind.name();
  }

  @Override
  public String kind() {
    return kind.name();
  }

  @Override
  public int life() {
    return life;
  }

  /** Whether it runs. */
  public boolean alive() {
    return alive;
  }

  /** Its own clock. */
  InstantSource clock() {
    return clock;
  }

  /** Its clock goes wrong. */
  public void clockJumps(Duration by) {
    turns.say("the clock of " + place() + " jumps by " + by);
    clock.jump(by);
  }

  private String place() {
    return kind.name() + "/" + number;
  }

  /** Its journals, as its workers reach them. */
  JournalStore store() {
    return store;
  }

  EventBroker broker() {
    return broker;
  }

  boolean hears(EventType topic) {
    return kind.hears().contains(topic);
  }

  /** How it records events; only while it runs. */
  Optional<AcceptEvent> accept() {
    return Optional.ofNullable(acceptEvent);
  }

  void start() {
    alive = true;
    life++;
    String owner = number == 1 ? place() : place() + "#" + life;
    turns.say(owner + " starts");
    ServiceParts parts = kind.parts().apply(this);
    Stage planted = world.planted().stage(kind.name(), parts.stage());
    Stage stage = AskedProperties.watch(planted, world.violations());
    AcceptEvent accept = new AcceptEvent(stage, store, parts.bulletins(), clock);
    acceptEvent = accept;
    RunStage run = new RunStage(stage, store, clock, owner, LEASE);
    PublishOutbox outbox = new PublishOutbox(stage.name(), store, broker);
    hearing = worker(owner + " hears", () -> hear(accept));
    dispatching = worker(owner + " works", () -> dispatch(owner, run));
    sending = worker(owner + " sends", () -> send(outbox));
    for (ServiceParts.Chore chore : parts.chores()) {
      var unused = worker(owner + " " + chore.name(), () -> repeat(chore));
    }
  }

  private Worker worker(String name, Runnable body) {
    Worker worker = turns.start(name, this, body);
    workers.add(worker);
    return worker;
  }

  @Override
  public void crash(Duration away) {
    if (!alive) {
      return;
    }
    turns.say(place() + " is killed");
    alive = false;
    life++;
    acceptEvent = null;
    List.copyOf(workers).forEach(turns::kill);
    List.copyOf(working.values()).forEach(turns::kill);
    workers.clear();
    working.clear();
    log.giveBack(inHand);
    inHand = null;
    services.givenBack(kind.name());
    turns.after(away, this::startAgain);
  }

  private void startAgain() {
    if (!alive) {
      start();
    }
  }

  /** Freezes the workers that drive its stage: the next thing they do comes late. */
  @Override
  public void freeze(Duration duration) {
    turns.say(place() + " is frozen for " + duration);
    workers.forEach(worker -> turns.freeze(worker, duration));
    working.values().forEach(worker -> turns.freeze(worker, duration));
  }

  /** Something may be due. */
  void wake() {
    wake(dispatching);
    working.values().forEach(turns::wake);
  }

  private void wake(@Nullable Worker worker) {
    if (worker != null) {
      turns.wake(worker);
    }
  }

  /** Something was published on one of its topics. */
  void wakeHearing() {
    wake(hearing);
  }

  /** The journals changed: a worker that looks every second, or every two, would see it by then. */
  void journalsChanged() {
    long now = turns.clock().sinceBeginning();
    SimulatedJournals journals = kind.journals();
    if (dispatching != null) {
      turns.wakeBy(dispatching, Math.max(now + LOOK.toMillis(), journals.nextDue()));
    }
    if (sending != null) {
      turns.wakeBy(sending, Math.max(now + RESEND_LOOK.toMillis(), journals.nextUnpublished()));
    }
  }

  void wakeSender() {
    wake(sending);
  }

  void wakeDispatcher() {
    wake(dispatching);
  }

  private void hear(AcceptEvent accept) {
    while (true) {
      Optional<SimulatedBroker.Delivery> delivery = log.poll(kind.name());
      if (delivery.isEmpty()) {
        turns.sleep(log.nextVisible(kind.name()));
        continue;
      }
      inHand = delivery.get();
      record(accept, delivery.get());
      log.acknowledge(delivery.get());
      inHand = null;
      wake();
    }
  }

  /** Errors of the store are not the event's fault: tried again in place. */
  private void record(AcceptEvent accept, SimulatedBroker.Delivery delivery) {
    while (true) {
      try {
        accept.accept(delivery.event());
        return;
      } catch (RuntimeException e) {
        turns.say("could not record " + delivery.topic().eventName() + ": " + e.getMessage());
        turns.sleep(LOOK);
      }
    }
  }

  private void dispatch(String owner, RunStage run) {
    try {
      run.takeOver();
    } catch (RuntimeException e) {
      turns.say("leases of an earlier life end by themselves: " + e.getMessage());
    }
    while (true) {
      try {
        for (String expansion : store.due(MOST)) {
          Worker last = working.get(expansion);
          if (last == null || last.over()) {
            String name = owner + " at " + expansion.substring(0, 4);
            working.put(expansion, turns.start(name, this, new Drive(this, turns, run, expansion)));
          }
        }
        sleepUntil(kind.journals().nextDue());
      } catch (RuntimeException e) {
        turns.say("the store does not answer: " + e.getMessage());
        turns.sleep(LOOK);
      }
    }
  }

  /** A real worker looks every second; nothing is found in between. */
  private void sleepUntil(long millis) {
    long now = turns.clock().sinceBeginning();
    boolean soon = millis != SimulatedJournals.NEVER && millis - now < LONGEST.toMillis();
    turns.sleep(soon ? Duration.ofMillis(Math.max(LOOK.toMillis(), millis - now)) : LONGEST);
  }

  private void send(PublishOutbox outbox) {
    while (true) {
      try {
        if (outbox.pass() == 0) {
          sleepUntil(kind.journals().nextUnpublished());
        }
      } catch (RuntimeException e) {
        turns.say("facts could not be sent: " + e.getMessage());
        turns.sleep(LOOK);
      }
    }
  }

  private void repeat(ServiceParts.Chore chore) {
    while (true) {
      try {
        chore.work().run();
        turns.sleep(chore.every());
      } catch (RuntimeException e) {
        turns.say(chore.name() + " failed: " + e.getMessage());
        turns.sleep(RESEND_LOOK);
      }
    }
  }
}
