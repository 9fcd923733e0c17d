package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostSeen;
import dev.offshoot.provisioner.domain.Machine;
import dev.offshoot.stage.app.Bulletins;
import java.time.InstantSource;

/** Hears of machines whose agents are there: admits them to the pool, and knows who is silent. */
public final class HearMachines implements Bulletins {

  private final Pool pool;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * @param pool the machines
   * @param clock tells which were silent
   * @param changed is run when other machines are free than before
   */
  public HearMachines(Pool pool, InstantSource clock, Runnable changed) {
    this.pool = pool;
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public void heard(EventEnvelope event) {
    if (event.type() != EventType.HOST_SEEN) {
      return;
    }
    HostSeen seen = ContractJson.read(event.data(), HostSeen.class);
    Machine machine =
        new Machine(
            seen.hostId(),
            seen.address(),
            seen.site(),
            seen.cpus(),
            seen.memoryBytes(),
            seen.diskBytes());
    if (pool.heard(machine, seen.seenAt(), clock.instant().minus(PoolProvider.SILENT_AFTER))) {
      changed.run();
    }
  }
}
