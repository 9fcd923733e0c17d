package dev.offshoot.state.app;

import dev.offshoot.contracts.LeftoversFound;
import java.util.List;
import java.util.TreeMap;

/** What is left, in memory. */
final class InMemoryLeftovers implements Leftovers {

  final TreeMap<String, LeftoversFound> looks = new TreeMap<>();
  final TreeMap<String, LeftoverRemoval> removals = new TreeMap<>();

  @Override
  public void found(LeftoversFound found) {
    looks.put(found.service(), found);
  }

  @Override
  public List<LeftoversFound> all() {
    return List.copyOf(looks.values());
  }

  @Override
  public void removing(LeftoverRemoval removal, long heard) {
    removals.put(removal.hostRequestId(), removal);
  }

  @Override
  public List<LeftoverRemoval> removals() {
    return List.copyOf(removals.values());
  }
}
