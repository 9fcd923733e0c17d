package dev.offshoot.simulation.service;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The removals of hosts as the services' journals know them. */
public final class Removals {

  private final Services services;

  /** Of these services. */
  public Removals(Services services) {
    this.services = services;
  }

  /** Every removal of any host. */
  private List<Journal> all() {
    return services.journals("state-service").all().stream()
        .filter(journal -> journal.first(EventType.HOST_REMOVAL_REQUESTED).isPresent())
        .toList();
  }

  /** Ids of the removals of this host, the first one first. */
  public List<String> of(String host) {
    TreeMap<Integer, String> ids = new TreeMap<>();
    for (Journal journal : all()) {
      String json = journal.first(EventType.HOST_REMOVAL_REQUESTED).orElseThrow().json();
      HostRemovalRequested asked = ContractJson.read(json, HostRemovalRequested.class);
      if (asked.hostRequestId().equals(host)) {
        ids.put(asked.asksBefore(), journal.expansionId());
      }
    }
    return List.copyOf(ids.values());
  }

  /** Whether a removal is over for every service that knows of it. */
  public boolean isOver(String removal) {
    for (String name : services.names()) {
      Optional<Journal> journal = services.journals(name).find(removal);
      if (journal.isPresent() && journal.get().direction() != Direction.CLOSED) {
        return false;
      }
    }
    return true;
  }

  /** Codes with which removals of this host ended. */
  public List<String> codes(String host) {
    return of(host).stream().flatMap(id -> code(id).stream()).toList();
  }

  private Optional<String> code(String removal) {
    return services
        .journals("state-service")
        .find(removal)
        .flatMap(journal -> journal.first(EventType.EXPANSION_CLOSED))
        .map(closed -> ContractJson.read(closed.json(), ExpansionClosed.class))
        .map(closed -> String.valueOf(closed.code()));
  }

  /** What is asked of a person about it, by whichever service. */
  public Optional<String> attention(String removal) {
    for (String name : services.names()) {
      Optional<Journal> journal = services.journals(name).find(removal);
      Optional<Cause> asked = journal.flatMap(found -> Optional.ofNullable(found.attention()));
      if (asked.isPresent()) {
        return asked.map(Cause::code);
      }
    }
    return Optional.empty();
  }
}
