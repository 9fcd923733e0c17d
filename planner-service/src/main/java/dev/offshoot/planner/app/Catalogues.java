package dev.offshoot.planner.app;

import dev.offshoot.contracts.CatalogueAnnounced;
import java.util.List;

/** Keeps what services announced, the latest of each. */
public interface Catalogues {

  /** Keeps this one in place of the service's former. */
  void keep(CatalogueAnnounced announced);

  /** The latest of every service that announced something, by name of the service. */
  List<CatalogueAnnounced> latest();
}
