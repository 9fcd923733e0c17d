package dev.offshoot.simulation.service;

import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.stage.InMemoryJournalStore;
import dev.offshoot.stage.app.BrokerUnavailable;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.StoreUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All five services, two copies of each. */
public final class Services {

  private static final int COPIES = 2;

  private final World world;
  private final Ports ports;
  private final List<ServiceCopy> copies = new ArrayList<>();
  private final List<ServiceKind> kinds = new ArrayList<>();
  private final StateParts state;

  /** Starts everything over this world. */
  public Services(World world) {
    this.world = world;
    this.ports = new Ports(world.turns());
    this.state = new StateParts(world, this);
    OtherParts others = new OtherParts(world, this);
    add("state-service", state::of, Hearing.STATE);
    add("planner-service", others::planner, Hearing.PLANNER);
    add("provisioner-service", others::provisioner, Hearing.PROVISIONER);
    add("installer-service", others::installer, Hearing.INSTALLER);
    add("replication-monitor", others::monitor, Hearing.MONITOR);
    world.agentWorkers().ask(others::desk);
    copies.forEach(ServiceCopy::start);
  }

  private void add(String name, Function<ServiceCopy, ServiceParts> parts, List<EventType> hears) {
    ServiceKind kind =
        new ServiceKind(name, hears, new InMemoryJournalStore(world.turns().clock()), parts);
    kinds.add(kind);
    world.broker().subscribe(name, kind.hears());
    for (int number = 1; number <= COPIES; number++) {
      ServiceCopy.CopyPorts own =
          new ServiceCopy.CopyPorts(
              store(JournalStore.class, name + " journal", kind.journals()), broker());
      copies.add(new ServiceCopy(world.turns(), world.broker(), kind, number, own));
    }
  }

  private EventBroker broker() {
    return ports.shaky(
        EventBroker.class,
        "broker",
        world.broker(),
        world.troubles()::broker,
        call -> new BrokerUnavailable(call, new IOException("simulated")));
  }

  /** A store that now and then fails before or after a call took effect. */
  <T> T store(Class<T> port, String name, T real) {
    return ports.shaky(
        port,
        name,
        real,
        world.troubles()::store,
        call -> new StoreUnavailable(call, new IOException("simulated")));
  }

  /** A port that answers with values, also when something is wrong. */
  <T> T steady(Class<T> port, String name, T real) {
    return ports.steady(port, name, real);
  }

  /** Consumers are woken by what is published. */
  public void published(EventType topic) {
    for (ServiceKind kind : kinds) {
      if (kind.hears().contains(topic)) {
        copies.stream()
            .filter(copy -> copy.service().equals(kind.name()))
            .forEach(ServiceCopy::published);
      }
    }
  }

  /** Every copy, alive or not. */
  public List<ServiceCopy> copies() {
    return List.copyOf(copies);
  }

  /** A copy of this service that runs, chosen by the seed. */
  Optional<ServiceCopy> living(String service) {
    List<ServiceCopy> living =
        copies.stream().filter(c -> c.alive() && c.service().equals(service)).toList();
    return living.isEmpty()
        ? Optional.empty()
        : Optional.of(living.get(world.turns().random().nextInt(living.size())));
  }

  /** Starts a copy that was killed. */
  public void restart(ServiceCopy copy) {
    if (!copy.alive()) {
      copy.start();
    }
  }

  /** What users ask of state-service. */
  public StateParts state() {
    return state;
  }

  /** The journals of a service. */
  public InMemoryJournalStore journals(String service) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(service))
        .findFirst()
        .orElseThrow()
        .journals();
  }

  /** Names of the services. */
  public List<String> names() {
    return kinds.stream().map(ServiceKind::name).toList();
  }
}
