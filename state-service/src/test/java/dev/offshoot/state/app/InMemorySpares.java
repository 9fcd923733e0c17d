package dev.offshoot.state.app;

import dev.offshoot.contracts.HostSeen;
import java.util.List;
import java.util.TreeMap;

/** Machines people offered, in memory. */
final class InMemorySpares implements Spares {

  final TreeMap<String, SpareHost> machines = new TreeMap<>();

  @Override
  public void offered(SpareHost machine) {
    machines.put(machine.id(), machine);
  }

  @Override
  public void seen(HostSeen machine) {
    throw new UnsupportedOperationException("not asked here");
  }

  @Override
  public void leaving(String machine, long heard, HostRemoval how) {
    machines.computeIfPresent(machine, (id, spare) -> spare.leaving(how));
  }

  @Override
  public void gone(String machine) {
    machines.remove(machine);
  }

  @Override
  public List<SpareHost> all() {
    return List.copyOf(machines.values());
  }
}
