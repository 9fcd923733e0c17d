package dev.offshoot.simulation.service;

import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.store.SimulatedEvidence;
import dev.offshoot.simulation.store.SimulatedJournals;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.simulation.turn.SimulatedProcess;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.StoreUnavailable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All five services, two copies of each. */
public final class Services {

  private static final int COPIES = 2;

  private final World world;
  private final List<ServiceCopy> copies = new ArrayList<>();
  private final List<ServiceKind> kinds = new ArrayList<>();
  private final TreeMap<String, Long> storesDownUntil = new TreeMap<>();
  private final StateParts state;
  private final SimulatedEvidence evidence;

  /** Starts everything over this world. */
  public Services(World world) {
    this.world = world;
    this.state = new StateParts(world, this);
    OtherParts others = new OtherParts(world, this);
    this.evidence = others.evidence();
    add("state-service", state::of, Hearing.STATE);
    add("planner-service", others::planner, Hearing.PLANNER);
    add("provisioner-service", others::provisioner, Hearing.PROVISIONER);
    add("installer-service", others::installer, Hearing.INSTALLER);
    add("replication-monitor", others::monitor, Hearing.MONITOR);
    world.agentWorkers().ask(others::desk);
    world.broker().onPublish(event -> published(event.type()));
  }

  /** Starts every copy. */
  public void start() {
    copies.forEach(ServiceCopy::start);
  }

  private void add(String name, Function<ServiceCopy, ServiceParts> parts, List<EventType> hears) {
    ServiceKind kind =
        new ServiceKind(name, hears, new SimulatedJournals(world.turns().clock()), parts);
    kinds.add(kind);
    world.broker().subscribe(name, kind.hears());
    List<ServiceCopy> own = new ArrayList<>();
    for (int number = 1; number <= COPIES; number++) {
      own.add(new ServiceCopy(world, kind, number, this));
    }
    copies.addAll(own);
    kind.journals().onWrite((before, after) -> own.forEach(ServiceCopy::journalsChanged));
  }

  EventBroker broker(SimulatedProcess copy) {
    return port(copy, EventBroker.class, world.broker(), PortFailures::broker);
  }

  JournalStore journalPort(ServiceCopy copy, JournalStore journals) {
    return store(copy, JournalStore.class, journals);
  }

  /** A store, which may be away. */
  <T> T store(SimulatedProcess copy, Class<T> port, T real) {
    T reachable =
        port.cast(
            Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> {
                  long until = storesDownUntil.getOrDefault(copy.kind(), 0L);
                  if (world.turns().clock().sinceBeginning() < until) {
                    throw new StoreUnavailable("the store is away", new IOException("simulated"));
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
    return port(copy, port, reachable, PortFailures::store);
  }

  /** A port of a process, with the defect of this run, if it is there. */
  <T> T port(SimulatedProcess copy, Class<T> port, T real, Ports.Failure failure) {
    T planted = world.planted().port(copy.kind(), port, real);
    return world.ports().of(port, planted, copy, failure);
  }

  /** The stores of a service do not answer for a while. */
  public void storeDown(String service, Duration duration) {
    world.turns().say("the store of " + service + " is away for " + duration);
    storesDownUntil.put(service, world.turns().clock().sinceBeginning() + duration.toMillis());
  }

  /** Consumers are woken by what is published. */
  private void published(EventType topic) {
    for (ServiceCopy copy : copies) {
      if (copy.hears(topic)) {
        copy.wakeHearing();
      }
    }
  }

  /** Something came back to a service's topics. */
  void givenBack(String service) {
    for (ServiceCopy copy : copies) {
      if (copy.service().equals(service)) {
        copy.wakeHearing();
      }
    }
  }

  /** Every copy, alive or not. */
  public List<ServiceCopy> copies() {
    return copies;
  }

  /** A copy of this service that runs, chosen by the seed. */
  public Optional<ServiceCopy> living(String service) {
    List<ServiceCopy> living =
        copies.stream().filter(c -> c.alive() && c.service().equals(service)).toList();
    return living.isEmpty()
        ? Optional.empty()
        : Optional.of(living.get(world.turns().random().nextInt(living.size())));
  }

  /** What users ask of state-service. */
  public StateParts state() {
    return state;
  }

  /** The journals of a service. */
  public SimulatedJournals journals(String service) {
    for (ServiceKind kind : kinds) {
      if (kind.name().equals(service)) {
        return kind.journals();
      }
    }
    throw new IllegalArgumentException("no service " + service);
  }

  /** How many configurations were kept for this expansion. */
  public int changes(String expansionId) {
    return evidence.configurations(expansionId).size();
  }

  /** Names of the services. */
  public List<String> names() {
    return kinds.stream().map(ServiceKind::name).toList();
  }
}
