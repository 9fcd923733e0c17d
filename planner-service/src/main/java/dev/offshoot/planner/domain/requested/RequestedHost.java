package dev.offshoot.planner.domain.requested;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wishes for the host; what is absent gets a default.
 *
 * @param provider local, later aws or pool
 * @param shape a shape of the provider's catalogue
 * @param site the site the host shall stand in
 * @param address HOST or HOST:PORT the member shall be configured with
 * @param install where mongod comes from; from the catalogue when absent
 * @param machines machines of the pool to claim, by id: one for each member; empty: any that are
 *     free
 */
public record RequestedHost(
    @Nullable String provider,
    @Nullable String shape,
    @Nullable String site,
    @Nullable String address,
    @Nullable RequestedInstall install,
    List<String> machines) {

  /** Copies the collections; a missing one reads as empty. */
  public RequestedHost {
    machines = Ordered.list(machines);
  }

  /** Machines of the pool that were named; one alone may be named as the shape that it is. */
  public List<String> namedMachines() {
    return machines.isEmpty() && shape != null ? List.of(shape) : machines;
  }
}
