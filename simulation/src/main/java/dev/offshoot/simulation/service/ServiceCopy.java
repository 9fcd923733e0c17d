package dev.offshoot.simulation.service;

import dev.offshoot.simulation.broker.SimulatedBroker;
import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.simulation.turn.Worker;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a service: the real classes of its stage, driven by workers as the real
 * threads drive them. A copy that was killed starts again under another name and remembers nothing.
 */
public final class ServiceCopy {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration RESEND_LOOK = Duration.ofSeconds(2);
  private static final int MOST = 32;

  private final Turns turns;
  private final SimulatedBroker log;
  private final ServiceKind kind;
  private final String place;
  private final JournalStore store;
  private final EventBroker broker;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Worker> chores = new ArrayList<>();
  private final TreeMap<String, Worker> working = new TreeMap<>();
  private int starts;
  private boolean alive;
  private SimulatedBroker.@Nullable Delivery inHand;
  private @Nullable AcceptEvent acceptEvent;

  /** Ports of one copy, as its workers call them. */
  record CopyPorts(JournalStore store, EventBroker broker) {}

  ServiceCopy(Turns turns, SimulatedBroker log, ServiceKind kind, int number, CopyPorts ports) {
    this.turns = turns;
    this.log = log;
    this.kind = kind;
    this.place = kind.name() + "/" + number;
    this.store = ports.store();
    this.broker = ports.broker();
  }

  /** Name of the service. */
  public String service() {
    return kind.name();
  }

  /** Whether it runs. */
  public boolean alive() {
    return alive;
  }

  /** Its journals, as its workers reach them. */
  JournalStore store() {
    return store;
  }

  EventBroker broker() {
    return broker;
  }

  /** How it records events; only while it runs. */
  Optional<AcceptEvent> accept() {
    return Optional.ofNullable(acceptEvent);
  }

  void start() {
    alive = true;
    String owner = place + "#" + starts++;
    turns.say(owner + " starts");
    ServiceParts parts = kind.parts().apply(this);
    AcceptEvent accept = new AcceptEvent(parts.stage(), store, parts.bulletins(), turns.clock());
    acceptEvent = accept;
    RunStage run = new RunStage(parts.stage(), store, turns.clock(), owner, LEASE);
    PublishOutbox outbox = new PublishOutbox(parts.stage().name(), store, broker);
    workers.add(turns.start(owner + " hears", () -> hear(accept)));
    workers.add(turns.start(owner + " works", () -> dispatch(owner, run)));
    workers.add(turns.start(owner + " sends", () -> send(outbox)));
    for (ServiceParts.Chore chore : parts.chores()) {
      chores.add(turns.start(owner + " " + chore.name(), () -> repeat(chore)));
    }
  }

  /** Kills it, whatever it was doing; must not be called by a worker. */
  public void kill() {
    turns.say(place + " is killed");
    alive = false;
    acceptEvent = null;
    workers.forEach(turns::kill);
    working.values().forEach(turns::kill);
    chores.forEach(turns::kill);
    chores.clear();
    workers.clear();
    working.clear();
    log.giveBack(inHand);
    inHand = null;
  }

  /** Freezes the workers that drive its stage: the next thing they do comes late. */
  public void freeze(Duration duration) {
    turns.say(place + " is frozen for " + duration);
    workers.forEach(worker -> turns.freeze(worker, duration));
    working.values().forEach(worker -> turns.freeze(worker, duration));
  }

  /** Something may be due. */
  void wake() {
    workers.forEach(turns::wake);
    working.values().forEach(turns::wake);
  }

  /** Something was published on one of its topics. */
  void published() {
    workers.stream().filter(w -> w.name().endsWith(" hears")).forEach(turns::wake);
  }

  private void hear(AcceptEvent accept) {
    while (true) {
      Optional<SimulatedBroker.Delivery> delivery = log.poll(kind.name());
      if (delivery.isEmpty()) {
        Instant next = log.nextVisible(kind.name());
        turns.sleep(Duration.between(turns.clock().instant(), next));
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
    while (true) {
      try {
        for (String expansion : store.due(MOST)) {
          Worker last = working.get(expansion);
          if (last == null || last.over()) {
            working.put(
                expansion,
                turns.start(
                    owner + " at " + expansion.substring(0, 4), () -> drive(run, expansion)));
          }
        }
      } catch (RuntimeException e) {
        turns.say("the store does not answer: " + e.getMessage());
      }
      turns.sleep(LOOK);
    }
  }

  private void drive(RunStage run, String expansion) {
    @Nullable Claim claim = null;
    try {
      while (true) {
        switch (run.pass(expansion, claim)) {
          case RunStage.Pass.Over() -> {
            wake();
            return;
          }
          case RunStage.Pass.Again(Claim held, Duration after) -> {
            claim = held;
            if (after.isPositive()) {
              wakeSender();
              turns.sleep(after);
            }
          }
          case RunStage.Pass.Unanswered(StoreUnavailable cause, Duration after) -> {
            turns.say("the store does not answer: " + cause.getMessage());
            claim = null;
            turns.sleep(after);
          }
        }
      }
    } catch (RuntimeException e) {
      turns.say("a step failed: " + e);
    }
  }

  private void wakeSender() {
    workers.stream().filter(w -> w.name().endsWith(" sends")).forEach(turns::wake);
  }

  private void send(PublishOutbox outbox) {
    while (true) {
      try {
        if (outbox.pass() == 0) {
          turns.sleep(RESEND_LOOK);
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
