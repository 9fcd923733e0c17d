package dev.offshoot.installer.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostOffered;
import dev.offshoot.stage.app.Bulletins;

/** Hears of machines that people offer, so that their agents may enrol. */
public final class HearOffers implements Bulletins {

  private final Machines machines;

  /** Keeps them here. */
  public HearOffers(Machines machines) {
    this.machines = machines;
  }

  @Override
  public void heard(EventEnvelope event) {
    if (event.type() == EventType.HOST_OFFERED) {
      machines.offered(ContractJson.read(event.data(), HostOffered.class));
    }
  }
}
