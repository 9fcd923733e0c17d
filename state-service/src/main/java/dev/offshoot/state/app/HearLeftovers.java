package dev.offshoot.state.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.stage.app.Bulletins;

/** Hears what is left at host providers, and passes everything else on. */
public final class HearLeftovers implements Bulletins {

  private final Leftovers leftovers;
  private final Bulletins others;

  /** Keeps it here; everything else is for the others. */
  public HearLeftovers(Leftovers leftovers, Bulletins others) {
    this.leftovers = leftovers;
    this.others = others;
  }

  @Override
  public void heard(EventEnvelope event) {
    if (event.type() == EventType.LEFTOVERS_FOUND) {
      leftovers.found(ContractJson.read(event.data(), LeftoversFound.class));
    } else {
      others.heard(event);
    }
  }
}
