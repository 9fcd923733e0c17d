package dev.offshoot.state.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostSeen;
import dev.offshoot.stage.app.Bulletins;

/** Hears which machines are there, and passes everything else on. */
public final class HearSpares implements Bulletins {

  private final Spares spares;
  private final Bulletins others;

  /** Keeps them here; what is about no machine is for the others. */
  public HearSpares(Spares spares, Bulletins others) {
    this.spares = spares;
    this.others = others;
  }

  @Override
  public void heard(EventEnvelope event) {
    if (event.type() == EventType.HOST_SEEN) {
      spares.seen(ContractJson.read(event.data(), HostSeen.class));
    } else {
      others.heard(event);
    }
  }
}
