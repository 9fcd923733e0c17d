package dev.offshoot.planner.domain.offered;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;

/**
 * A host provider and what it can make.
 *
 * @param name local, …
 * @param hostNames names of the machine, where hosts share one; first is the preferred
 * @param loopbackPrefix first two numbers of loopback addresses it hands out, such as 127.88
 * @param firstPort first port it hands out
 * @param lastPort last port it hands out
 * @param shapes shapes it offers
 * @param sites where it makes hosts; empty where it has one place only, or machines say themselves
 */
public record OfferedProvider(
    String name,
    List<String> hostNames,
    String loopbackPrefix,
    int firstPort,
    int lastPort,
    List<OfferedShape> shapes,
    List<OfferedSite> sites) {

  /** Copies the collections; a missing one reads as empty. */
  public OfferedProvider {
    hostNames = Ordered.list(hostNames);
    shapes = Ordered.list(shapes);
    sites = Ordered.list(sites);
  }
}
