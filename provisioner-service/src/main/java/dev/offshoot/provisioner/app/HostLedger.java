package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.provisioner.domain.HostWork;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.provisioner.domain.leftover.JournaledHost;
import dev.offshoot.provisioner.domain.leftover.JournaledHost.Fate;
import dev.offshoot.stage.domain.Journal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads from all journals which hosts were asked for, and which were given back. */
final class HostLedger {

  /** A journal may hold a whole plan. */
  private static final int AT_ONCE = 50;

  private final AllJournals journals;

  HostLedger(AllJournals journals) {
    this.journals = journals;
  }

  /**
   * Every host that was ever asked for, by the id of its request.
   *
   * @throws dev.offshoot.stage.app.StoreUnavailable when not all could be read
   */
  Map<String, JournaledHost> read() {
    TreeMap<String, JournaledHost> hosts = new TreeMap<>();
    List<Journal> some = journals.after("", AT_ONCE);
    while (!some.isEmpty()) {
      some.forEach(journal -> enter(journal, hosts));
      some = journals.after(some.getLast().expansionId(), AT_ONCE);
    }
    return hosts;
  }

  private static void enter(Journal journal, Map<String, JournaledHost> hosts) {
    Fate fate = fate(journal);
    String state = journal.state();
    if (state != null) {
      for (HostWork host : ContractJson.read(state, ProvisionState.class).hosts()) {
        if (host.status() != HostWork.Status.PLANNED) {
          enter(host.id(), journal, host.status() == HostWork.Status.GONE, fate, hosts);
        }
      }
    }
    journal.first(EventType.BINARIES_REMOVED).stream()
        .map(event -> ContractJson.read(event.json(), BinariesRemoved.class))
        .flatMap(removed -> removed.hostRequestIds().stream())
        .forEach(id -> enter(id, journal, false, fate, hosts));
  }

  private static void enter(
      String id, Journal journal, boolean gone, Fate fate, Map<String, JournaledHost> hosts) {
    hosts.merge(
        id,
        new JournaledHost(journal.expansionId(), gone ? Fate.RELEASED : fate),
        JournaledHost::orFurther);
  }

  private static Fate fate(Journal journal) {
    if (journal.hasSaid(EventType.RESOURCE_RELEASED)) {
      return Fate.RELEASED;
    }
    return switch (journal.direction()) {
      case FORWARD -> Fate.HELD;
      case BACK -> Fate.BEING_RELEASED;
      case CLOSED -> rolledBack(journal) ? Fate.RELEASED : Fate.HELD;
    };
  }

  private static boolean rolledBack(Journal journal) {
    return journal
        .first(EventType.EXPANSION_CLOSED)
        .map(event -> ContractJson.read(event.json(), ExpansionClosed.class))
        .filter(closed -> closed.outcome().equals("ROLLED_BACK"))
        .isPresent();
  }
}
