package dev.offshoot.state.app;

import dev.offshoot.contracts.ClaimedHost;
import dev.offshoot.contracts.LeftoversFound;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Shows the hosts of expansions, and the machines that wait for one. */
public final class ListHosts {

  private final HostRegister hosts;
  private final Spares spares;
  private final Leftovers leftovers;
  private final InstantSource clock;

  /** From these. */
  public ListHosts(HostRegister hosts, Spares spares, Leftovers leftovers, InstantSource clock) {
    this.hosts = hosts;
    this.spares = spares;
    this.leftovers = leftovers;
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

  /** What the providers hold although nothing living needs it, as each service said last. */
  public List<LeftoversFound> leftovers() {
    return leftovers.all();
  }

  /** How far the removals of what is left are, the latest of each host. */
  public List<LeftoverRemoval> leftoverRemovals() {
    return leftovers.removals();
  }
}
