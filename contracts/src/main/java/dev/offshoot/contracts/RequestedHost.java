package dev.offshoot.contracts;

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
 * @param machines machines of the pool to claim, by id: one for each member; absent: any that are
 *     free
 */
public record RequestedHost(
    @Nullable String provider,
    @Nullable String shape,
    @Nullable String site,
    @Nullable String address,
    @Nullable RequestedInstall install,
    @Nullable List<String> machines) {

  /** Copies the list; an empty one is none, as in requests of an earlier version. */
  public RequestedHost {
    machines = machines == null || machines.isEmpty() ? null : List.copyOf(machines);
  }
}
