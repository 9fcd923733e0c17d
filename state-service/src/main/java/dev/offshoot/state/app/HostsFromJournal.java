package dev.offshoot.state.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberAdded;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which hosts are held for an expansion, and what each carries. */
final class HostsFromJournal {

  private HostsFromJournal() {}

  /**
   * Whether something was not heard yet by which a host of a completed expansion is known: the plan
   * it was made for, that it was made, or which member it carries. Everybody says it again until
   * the end was said, and nothing that comes after the end is recorded.
   */
  static boolean areAwaited(Journal journal) {
    Optional<ReceivedEvent> provisioned = journal.first(EventType.RESOURCE_PROVISIONED);
    if (provisioned.isEmpty() || journal.first(EventType.PLAN_CREATED).isEmpty()) {
      return true;
    }
    List<String> added =
        JournalReading.all(journal, EventType.MEMBER_ADDED, MemberAdded.class).stream()
            .map(MemberAdded::address)
            .toList();
    return JournalReading.read(provisioned.get(), ResourceProvisioned.class).hosts().stream()
        .anyMatch(host -> !added.contains(host.address()));
  }

  static List<HeldHost> of(Journal journal) {
    Optional<ReceivedEvent> provisioned = journal.first(EventType.RESOURCE_PROVISIONED);
    if (provisioned.isEmpty() || journal.first(EventType.RESOURCE_RELEASED).isPresent()) {
      return List.of();
    }
    ReceivedEvent event = provisioned.get();
    return JournalReading.read(event, ResourceProvisioned.class).hosts().stream()
        .map(host -> held(journal, event, host))
        .toList();
  }

  private static HeldHost held(Journal journal, ReceivedEvent event, ProvisionedHost host) {
    return new HeldHost(
        host.hostRequestId(),
        host.provider(),
        host.site(),
        host.address(),
        host.providerReference(),
        journal.expansionId(),
        journal.deployment(),
        carried(journal, host.address()),
        event.receivedAt(),
        host.claimed(),
        null);
  }

  private static HeldHost.@Nullable CarriedMember carried(Journal journal, String address) {
    if (journal.first(EventType.MEMBER_REMOVED).isPresent()) {
      return null;
    }
    return JournalReading.all(journal, EventType.MEMBER_ADDED, MemberAdded.class).stream()
        .filter(added -> added.address().equals(address))
        .findFirst()
        .map(added -> new HeldHost.CarriedMember(added.memberId(), added.address()))
        .orElse(null);
  }
}
