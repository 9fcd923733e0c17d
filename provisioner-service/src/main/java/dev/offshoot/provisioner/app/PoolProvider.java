package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.OfferedMachine;
import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Machine;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.stage.app.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Machines that people brought and that wait as spares. Each is a shape of its own, named by its
 * id: a plan so says which one it takes, and a request claims just that one. Makes and removes
 * nothing: what is on a machine is its agent's to clean, and was when a release is asked for.
 */
public final class PoolProvider implements HostProvider {

  /** A machine whose agent was not heard for this long is not claimed. */
  public static final Duration SILENT_AFTER = Duration.ofSeconds(100);

  private final Pool pool;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * @param pool the machines
   * @param clock tells which are silent
   * @param changed is run when other machines are free than before
   */
  public PoolProvider(Pool pool, InstantSource clock, Runnable changed) {
    this.pool = pool;
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public OfferedProvider offer() {
    return new OfferedProvider(
        name(),
        List.of(),
        "",
        0,
        0,
        pool.free(heardSince()).stream().map(PoolProvider::shape).toList(),
        List.of());
  }

  private static OfferedShape shape(Machine machine) {
    return new OfferedShape(
        machine.id(),
        machine.cpus(),
        machine.memoryBytes(),
        machine.diskBytes(),
        new OfferedMachine(machine.address(), machine.site()));
  }

  @Override
  public Requested request(HostRequest request) {
    String machine = request.shape().name();
    try {
      return switch (pool.claim(request.id(), machine, request.address(), heardSince())) {
        case Pool.Claimed.Yes(Host host) -> {
          changed.run();
          yield new Requested.Made(host);
        }
        case Pool.Claimed.Unknown() ->
            refused("NO_SPARE_HOST", "the pool has no machine " + machine);
        case Pool.Claimed.Taken(String by) ->
            refused("SPARE_TAKEN", "machine " + machine + " was claimed by host request " + by);
        case Pool.Claimed.Silent(Instant at) ->
            refused("AGENT_SILENT", "machine " + machine + " was last heard at " + at);
        case Pool.Claimed.Released() ->
            refused(
                "HOST_RELEASED",
                "host request " + request.id() + " was released; its id is not used again");
      };
    } catch (StoreUnavailable e) {
      return new Requested.NotYet(String.valueOf(e.getMessage()));
    }
  }

  private static Requested refused(String code, String detail) {
    return new Requested.Refused(
        code, detail, "Plan again: a new plan takes a machine that is free now.");
  }

  @Override
  public Found find(String id) {
    try {
      return pool.find(id).<Found>map(Found.Present::new).orElseGet(Found.Absent::new);
    } catch (StoreUnavailable e) {
      return new Found.Unknown(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Host> list() {
    return pool.claimed();
  }

  /** A claim that is still open is refused by the release itself, on every machine. */
  @Override
  public Released release(String id, CreateCall call) {
    try {
      pool.release(id);
      changed.run();
      return new Released.Gone();
    } catch (StoreUnavailable e) {
      return new Released.NotYet(String.valueOf(e.getMessage()));
    }
  }

  private Instant heardSince() {
    return clock.instant().minus(SILENT_AFTER);
  }
}
