package dev.offshoot.planner.app;

import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.app.Bulletins;

/** Hears announcements; Kafka gives those of one service in order, so the last one heard counts. */
public final class CatalogueKeeper implements Bulletins {

  private final Catalogues catalogues;

  /** Keeps announcements here. */
  public CatalogueKeeper(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  @Override
  public void heard(EventEnvelope event) {
    if (event.type() == EventType.CATALOGUE_ANNOUNCED) {
      catalogues.keep(ContractJson.read(event.data(), CatalogueAnnounced.class));
    }
  }
}
