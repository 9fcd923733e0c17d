package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.HostProfile;
import dev.offshoot.contracts.Plan;
import dev.offshoot.installer.domain.HostChecks;
import dev.offshoot.installer.domain.HostFacts;
import dev.offshoot.installer.domain.HostWork;
import java.util.List;

/** Maps an agent's profile to what is checked. */
final class Profiles {

  private Profiles() {}

  /** The data's size is what the disk must hold; the shape's disk is a wish of the plan. */
  static List<HostChecks.Finding> check(Plan plan, HostWork host, HostProfile profile) {
    long memory =
        plan.toAdd().stream()
            .filter(member -> member.address().equals(host.address()))
            .mapToLong(member -> member.host().memoryBytes())
            .findFirst()
            .orElse(0);
    return HostChecks.evaluate(
        facts(profile),
        new HostChecks.Needs(plan.software().mongodVersion(), memory, plan.forecast().dataBytes()));
  }

  static String warnings(List<HostChecks.Finding> findings) {
    return findings.isEmpty()
        ? ""
        : " (host: "
            + String.join(", ", findings.stream().map(HostChecks.Finding::code).toList())
            + ")";
  }

  private static HostFacts facts(HostProfile profile) {
    return new HostFacts(
        profile.architecture(),
        profile.avx(),
        profile.memoryBytes(),
        profile.disk().freeBytes(),
        profile.disk().fileSystem(),
        new HostFacts.Settings(
            profile.limits().openFiles(),
            profile.limits().processes(),
            profile.kernel().swappiness(),
            profile.kernel().maxMapCount(),
            profile.kernel().transparentHugePages(),
            profile.kernel().tcpKeepaliveSeconds()));
  }
}
