package dev.offshoot.state.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberAdded;
import dev.offshoot.contracts.MemberPromoted;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which configurations an expansion installed: from the facts as they come, and exactly from
 * SyncCompleted at the end.
 */
final class InstalledConfigurations {

  private InstalledConfigurations() {}

  static List<Projection.Configuration> of(Journal journal) {
    return JournalReading.first(journal, EventType.SYNC_COMPLETED, SyncCompleted.class)
        .filter(completed -> !completed.configurations().isEmpty())
        .map(InstalledConfigurations::exact)
        .orElseGet(() -> asTold(journal));
  }

  private static List<Projection.Configuration> exact(SyncCompleted completed) {
    return completed.configurations().stream()
        .map(c -> new Projection.Configuration(c.version(), c.term(), c.change(), c.at()))
        .toList();
  }

  private static List<Projection.Configuration> asTold(Journal journal) {
    TreeMap<Long, Projection.Configuration> told = new TreeMap<>();
    for (ReceivedEvent event : journal.events().received()) {
      switch (event.type()) {
        case MEMBER_ADDED -> {
          MemberAdded added = JournalReading.read(event, MemberAdded.class);
          String change =
              "member %d (%s) added without vote, hidden"
                  .formatted(added.memberId(), added.address());
          put(told, event, added.configVersion(), added.configTerm(), change);
        }
        case MEMBER_PROMOTED -> {
          MemberPromoted promoted = JournalReading.read(event, MemberPromoted.class);
          String change =
              "member %d (%s) has its planned votes, priority, visibility and tags"
                  .formatted(promoted.memberId(), promoted.address());
          put(told, event, promoted.configVersion(), promoted.configTerm(), change);
        }
        case MEMBER_REMOVED -> removed(told, event);
        default -> {
          // no other event speaks of a configuration
        }
      }
    }
    return List.copyOf(told.values());
  }

  private static void removed(Map<Long, Projection.Configuration> told, ReceivedEvent event) {
    MemberRemoved removed = JournalReading.read(event, MemberRemoved.class);
    Long version = removed.configVersion();
    Long term = removed.configTerm();
    if (version != null && term != null && !removed.members().isEmpty()) {
      put(told, event, version, term, "the new members are out again");
    }
  }

  private static void put(
      Map<Long, Projection.Configuration> told,
      ReceivedEvent event,
      long version,
      long term,
      String change) {
    told.put(version, new Projection.Configuration(version, term, change, event.receivedAt()));
  }
}
