package dev.offshoot.installer.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostSeen;
import dev.offshoot.stage.app.EventBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells of every machine whose agent is heard: at first, and again every half minute while it is.
 * Of one that is silent nothing is said, which is how everybody knows.
 */
public final class TellOfMachines {

  private static final Duration EVERY = Duration.ofSeconds(30);

  private final Machines machines;
  private final EventBroker broker;
  private final Map<String, Instant> told = new TreeMap<>();

  /** Of these machines. */
  public TellOfMachines(Machines machines, EventBroker broker) {
    this.machines = machines;
    this.broker = broker;
  }

  /**
   * Looks, and tells what is due.
   *
   * @throws dev.offshoot.stage.app.BrokerUnavailable when it must be tried again
   * @throws dev.offshoot.stage.app.StoreUnavailable when it must be tried again
   */
  public void tell() {
    for (Machines.Joined machine : machines.joined()) {
      Instant last = told.get(machine.id());
      if (last == null || !machine.heardAt().isBefore(last.plus(EVERY))) {
        broker.publish(envelope(machine));
        told.put(machine.id(), machine.heardAt());
      }
    }
  }

  private static EventEnvelope envelope(Machines.Joined machine) {
    HostSeen seen =
        new HostSeen(
            machine.id(),
            machine.address(),
            machine.site(),
            machine.profile().cpus(),
            machine.profile().memoryBytes(),
            machine.profile().disk().freeBytes(),
            ContractJson.tree(machine.profile()),
            machine.heardAt());
    String name = machine.id() + "/" + machine.heardAt();
    return new EventEnvelope(
        UuidCreator.getNameBasedSha1(UuidCreator.getNil(), name).toString(),
        EventType.HOST_SEEN,
        "/offshoot/" + InstallStage.NAME,
        machine.id(),
        machine.heardAt(),
        null,
        null,
        ContractJson.tree(seen));
  }
}
