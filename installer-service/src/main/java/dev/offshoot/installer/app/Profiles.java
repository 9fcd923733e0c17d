package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.HostProfile;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlannedHost;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.installer.domain.HostChecks;
import dev.offshoot.installer.domain.HostChecks.Finding;
import dev.offshoot.installer.domain.HostFacts;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.SettingCheck.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps an agent's profile to what is checked, and what was found to words. */
final class Profiles {

  /** Its hosts share the machine that Offshoot itself runs on; plans did not say so always. */
  private static final String LOCAL = "local";

  private Profiles() {}

  /** The data's size is what the disk must hold; the shape's disk is a wish of the plan. */
  static List<Finding> check(Plan plan, HostWork host, HostProfile profile) {
    return HostChecks.evaluate(facts(profile), needs(plan, host));
  }

  /**
   * What the agent shall set. Only a host that was made for this member alone is mended: a machine
   * that people brought, or that carries other things, is theirs to set up.
   */
  static Map<String, String> mending(
      Plan plan, HostWork host, ProvisionedHost named, HostProfile profile) {
    return named.claimed() != null || sharesMachine(plan, named)
        ? Collections.emptyMap()
        : HostChecks.mending(facts(profile), needs(plan, host));
  }

  private static boolean sharesMachine(Plan plan, ProvisionedHost named) {
    return plan.toAdd().stream()
        .map(PlannedMember::host)
        .filter(host -> host.requestId().equals(named.hostRequestId()))
        .map(PlannedHost::sharesMachine)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(named.provider().equals(LOCAL));
  }

  private static HostChecks.Needs needs(Plan plan, HostWork host) {
    long memory =
        plan.toAdd().stream()
            .filter(member -> member.address().equals(host.address()))
            .mapToLong(member -> member.host().memoryBytes())
            .findFirst()
            .orElse(0);
    return new HostChecks.Needs(
        plan.software().mongodVersion(), memory, plan.forecast().dataBytes());
  }

  /** What refuses a host where the deployment enforces the checks. */
  static List<Finding> expected(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.weight() != Weight.ADVISED).toList();
  }

  static String warnings(List<Finding> findings) {
    return findings.isEmpty() ? "" : " (host: " + codes(findings) + ")";
  }

  private static String codes(List<Finding> findings) {
    return String.join(", ", findings.stream().map(Finding::code).toList());
  }

  private static String settings(Map<String, String> settings) {
    return String.join(
        ", ", settings.entrySet().stream().map(s -> s.getKey() + "=" + s.getValue()).toList());
  }

  /** What its agent has set, what is left, and from where it is reached; null for nothing. */
  static @Nullable String note(
      Plan plan, HostWork host, Agents.Known known, Optional<String> reach) {
    AgentReport report = known.report();
    if (report == null) {
      return null;
    }
    List<String> note = new ArrayList<>();
    Map<String, String> set = asTold(known.goal(), report.profile());
    if (!set.isEmpty()) {
      note.add("its agent set " + settings(set));
    }
    List<Finding> left = check(plan, host, report.profile());
    if (!left.isEmpty()) {
      note.add("not as MongoDB asks: " + codes(left));
    }
    reach.ifPresent(note::add);
    return note.isEmpty() ? null : "host of " + host.address() + ": " + String.join("; ", note);
  }

  /** Of what an agent was told to set, what the host has now. */
  private static Map<String, String> asTold(
      Agents.@Nullable StoredGoal stored, HostProfile profile) {
    TreeMap<String, String> set = new TreeMap<>();
    if (stored != null && stored.goal() instanceof Goal.RunMongod run) {
      set.putAll(run.conform());
    }
    set.entrySet().removeIf(one -> !one.getValue().equals(profile.settings().get(one.getKey())));
    return set;
  }

  static String mended(Map<String, String> settings) {
    return settings.isEmpty() ? "" : "; the agent sets " + settings(settings);
  }

  private static HostFacts facts(HostProfile profile) {
    return new HostFacts(
        profile.architecture(),
        profile.avx(),
        profile.memoryBytes(),
        profile.disk().freeBytes(),
        profile.disk().fileSystem(),
        profile.settings());
  }
}
