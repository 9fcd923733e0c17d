package dev.offshoot.monitor.app;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.sync.GreenCheck;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until the heartbeats of every member reach every new one. Arbiters know no users and cannot
 * be asked; members that a person accepted as unhealthy may be silent. The copy goes on meanwhile.
 */
final class AwaitGreen {

  private final MonitorSettings settings;

  AwaitGreen(MonitorSettings settings) {
    this.settings = settings;
  }

  Step step(Work work) {
    List<MemberReading> others =
        work.set().readMembers(askable(work)).stream()
            .filter(reading -> mustAnswer(work, reading))
            .toList();
    List<String> missing = new ArrayList<>();
    for (WantedMember member : work.goal().members()) {
      missing.addAll(GreenCheck.missing(member.id(), others));
    }
    if (missing.isEmpty()) {
      return Step.done(work.entering(Phase.SYNCHRONIZE));
    }
    var looked = work.state().with(work.state().waiting().looked(work.now()));
    if (looked.waiting().budget().exceeds(settings.patience().reach())) {
      return Step.failed(
          looked,
          work.cause(
              "HOST_UNREACHABLE",
              "not every member reaches the new one: " + String.join("; ", missing),
              "let the members reach each other (names, ports, firewalls, key), then expand"
                  + " again"));
    }
    return Step.waiting(looked, "heartbeats: " + missing.getFirst(), Duration.ofMillis(200));
  }

  private static List<MemberAddress> askable(Work work) {
    return work.expected().members().stream()
        .filter(member -> !member.arbiterOnly() && !work.goal().adds(member.id()))
        .map(MemberEntry::address)
        .toList();
  }

  private static boolean mustAnswer(Work work, MemberReading reading) {
    return reading.status().answer().isPresent()
        || !work.goal().assumptions().unhealthy().covers(reading.address());
  }
}
