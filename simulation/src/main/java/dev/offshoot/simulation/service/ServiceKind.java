package dev.offshoot.simulation.service;

import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.store.SimulatedJournals;
import java.util.List;
import java.util.function.Function;

/**
 * A service: two copies of it share its store and its place in the broker.
 *
 * @param name its name
 * @param hears the topics of its application.properties
 * @param journals its store
 * @param parts makes what one copy runs, each time it starts
 */
record ServiceKind(
    String name,
    List<EventType> hears,
    SimulatedJournals journals,
    Function<ServiceCopy, ServiceParts> parts) {

  /** Copies the list. */
  ServiceKind {
    hears = List.copyOf(hears);
  }
}
