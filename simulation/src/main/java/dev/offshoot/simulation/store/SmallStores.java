package dev.offshoot.simulation.store;

import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.planner.app.Catalogues;
import dev.offshoot.state.app.AuditEntry;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.HeldHost;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.HostRemoval;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Catalogues, hosts and audit, in memory. */
public final class SmallStores implements Catalogues, HostRegister, AuditTrail {

  private final TreeMap<String, CatalogueAnnounced> catalogues = new TreeMap<>();
  private final TreeMap<String, List<HeldHost>> hosts = new TreeMap<>();
  private final TreeMap<String, HostRemoval> removals = new TreeMap<>();

  /** How much had been heard when the hosts of an expansion, or a removal, were written. */
  private final TreeMap<String, Long> written = new TreeMap<>();

  private final TreeSet<String> gone = new TreeSet<>();
  private final TreeMap<String, AuditEntry> audit = new TreeMap<>();

  @Override
  public void keep(CatalogueAnnounced announced) {
    catalogues.put(announced.service(), announced);
  }

  @Override
  public List<CatalogueAnnounced> latest() {
    return List.copyOf(catalogues.values());
  }

  @Override
  public void hold(String expansionId, int heard, List<HeldHost> held) {
    if (isNews(expansionId, heard)) {
      hosts.put(expansionId, List.copyOf(held));
    }
  }

  private boolean isNews(String id, long heard) {
    long latest = Math.max(heard, written.getOrDefault(id, 0L));
    written.put(id, latest);
    return heard == latest;
  }

  @Override
  public void removing(String hostId, long heard, HostRemoval how) {
    if (isNews(hostId, heard)) {
      removals.put(hostId, how);
    }
  }

  @Override
  public void gone(String hostId) {
    gone.add(hostId);
  }

  @Override
  public List<HeldHost> all() {
    List<HeldHost> all = new ArrayList<>();
    hosts.values().forEach(all::addAll);
    all.removeIf(host -> gone.contains(host.id()));
    all.replaceAll(
        host -> {
          HostRemoval how = removals.get(host.id());
          return how == null ? host : host.beingRemoved(how);
        });
    return all;
  }

  @Override
  public void append(List<AuditEntry> entries) {
    entries.forEach(entry -> audit.putIfAbsent(entry.id(), entry));
  }

  @Override
  public List<AuditEntry> read(@Nullable String deployment) {
    return List.copyOf(audit.values());
  }
}
