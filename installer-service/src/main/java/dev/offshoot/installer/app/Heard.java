package dev.offshoot.installer.app;

import dev.offshoot.contracts.ClaimedHost;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostLost;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.installer.domain.MachineClaim;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.domain.Journal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a journal holds. */
final class Heard {

  private Heard() {}

  static <T extends Record> Optional<T> first(Journal journal, EventType type, Class<T> record) {
    return journal.first(type).map(event -> ContractJson.read(event.json(), record));
  }

  static Optional<ResourceProvisioned> provisioned(Journal journal) {
    return first(journal, EventType.RESOURCE_PROVISIONED, ResourceProvisioned.class);
  }

  /** What the provider said of a host that has ended for good. */
  static Optional<String> lost(Journal journal, String hostRequestId) {
    return journal.all(EventType.HOST_LOST).stream()
        .map(event -> ContractJson.read(event.json(), HostLost.class))
        .filter(lost -> lost.hostRequestId().equals(hostRequestId))
        .map(HostLost::detail)
        .findFirst();
  }

  static Plan plan(ResourceProvisioned provisioned) {
    return ContractJson.read(provisioned.plan(), Plan.class);
  }

  static @Nullable MachineClaim claim(@Nullable ClaimedHost claimed) {
    return claimed == null ? null : new MachineClaim(claimed.hostId(), claimed.claim());
  }

  static InstallState state(StageContext context, ResourceProvisioned provisioned) {
    InstallState state = context.state(InstallState.class, InstallState::empty);
    if (!state.hosts().isEmpty()) {
      return state;
    }
    List<HostWork> hosts =
        provisioned.hosts().stream()
            .map(
                host ->
                    HostWork.named(
                        host.hostRequestId(),
                        host.memberId(),
                        host.address(),
                        claim(host.claimed())))
            .toList();
    return new InstallState(hosts, false);
  }
}
