package dev.offshoot.state.app;

import dev.offshoot.contracts.ClaimedHost;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Shows the hosts of expansions, and the machines that wait for one. */
public final class ListHosts {

  private final HostRegister hosts;
  private final Spares spares;
  private final InstantSource clock;

  /** From these. */
  public ListHosts(HostRegister hosts, Spares spares, InstantSource clock) {
    this.hosts = hosts;
    this.spares = spares;
    this.clock = clock;
  }

  /** Hosts of expansions, then spares; a machine that an expansion has is no spare. */
  public List<ListedHost> all() {
    List<HeldHost> held = hosts.all();
    List<String> claimed =
        held.stream()
            .map(HeldHost::claimed)
            .filter(Objects::nonNull)
            .map(ClaimedHost::hostId)
            .toList();
    Instant now = clock.instant();
    List<ListedHost> all = new ArrayList<>(held);
    spares.all().stream()
        .filter(spare -> !claimed.contains(spare.id()))
        .forEach(spare -> all.add(spare.at(now)));
    return all;
  }
}
