package dev.offshoot.planner.domain.offered;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;

/**
 * A place where a provider makes hosts.
 *
 * @param name the site, as members are tagged with it
 * @param zones zones of it a host may stand in, the preferred first
 */
public record OfferedSite(String name, List<String> zones) {

  /** Copies the collections; a missing one reads as empty. */
  public OfferedSite {
    zones = Ordered.list(zones);
  }
}
