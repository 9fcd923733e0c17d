package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.WarningCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.design.Topology;
import dev.offshoot.planner.domain.observed.Observation;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.ArrayList;
import java.util.List;

/** Is there one primary, a committed configuration, and is everybody well? */
final class HealthChecks implements Check {

  private static final List<String> SYNCING = List.of("STARTUP", "STARTUP2");

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.NO_PRIMARY,
        RefusalCode.MEMBER_UNHEALTHY,
        RefusalCode.CONFIGURATION_NOT_COMMITTED);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    ReplicaSet set = draft.set();
    if (set.primary().isEmpty()) {
      findings.add(noPrimary(set.observed()));
    }
    boolean acceptable = healthyMajority(set);
    List<ObservedMember> unwell = set.members().stream().filter(HealthChecks::unwell).toList();
    for (ObservedMember member : unwell) {
      findings.add(unhealthy(member, acceptable));
    }
    if (unwell.isEmpty()) {
      findings.add(Finding.ok("members", set.members().size() + " of them healthy"));
    } else {
      findings.add(
          Finding.warned(
              WarningCode.VOTE_WAITS,
              "no vote is given before every voter is healthy again: "
                  + String.join(", ", unwell.stream().map(ObservedMember::address).toList())));
    }
    findings.addAll(configuration(set.observed(), unwell));
    return findings;
  }

  private static Finding noPrimary(Observation observed) {
    String said = observed.primary() == null ? "no member" : "not clearly " + observed.primary();
    return Finding.refused(
        RefusalCode.NO_PRIMARY,
        said + " is primary for itself and a majority",
        "Bring a majority of voters up and wait for an election: rs.status() shows who is missing.");
  }

  /** A syncing member has a refusal of its own, see {@link QuietChecks}. */
  private static boolean unwell(ObservedMember member) {
    boolean syncing = member.healthy() && SYNCING.contains(member.state());
    return !syncing && (!ReplicaSet.serving(member) || ReplicaSet.lagging(member));
  }

  private static boolean healthyMajority(ReplicaSet set) {
    Topology topology = set.topology();
    long up = set.members().stream().filter(m -> m.votes() > 0 && !unwell(m)).count();
    long writable =
        set.members().stream()
            .filter(m -> m.votes() > 0 && !m.arbiterOnly() && m.delaySeconds() == 0 && !unwell(m))
            .count();
    return up >= topology.majority() && writable >= topology.writeMajority();
  }

  private static Finding unhealthy(ObservedMember member, boolean acceptable) {
    String what = ReplicaSet.serving(member) ? lag(member) : state(member);
    String remedy =
        acceptable
            ? "Bring it up again, or open the way to it; or accept it (MEMBER_UNHEALTHY:"
                + member.address()
                + "): a majority is healthy without it, and the vote then waits for it."
            : "Bring it up again: without it no majority is healthy.";
    return new Finding.Refused(
        RefusalCode.MEMBER_UNHEALTHY,
        member.address(),
        "member " + member.address() + " (_id " + member.id() + ") " + what,
        remedy,
        acceptable);
  }

  private static String lag(ObservedMember member) {
    return "is " + member.lagSeconds() + " s behind the primary";
  }

  private static String state(ObservedMember member) {
    if (member.reachable()) {
      return "is " + member.state();
    }
    return "does not answer Offshoot"
        + (member.healthy() ? ", although the others still hear it" : " nor the others");
  }

  private static List<Finding> configuration(Observation observed, List<ObservedMember> unwell) {
    String version = "v" + observed.configVersion() + " t" + observed.configTerm();
    List<Finding> findings = new ArrayList<>();
    if (!observed.configurationCommitted()) {
      findings.add(uncommitted("configuration " + version + " is not committed"));
    }
    observed.disagreements().stream()
        .filter(story -> unwell.stream().noneMatch(m -> story.contains(m.address())))
        .forEach(story -> findings.add(uncommitted("members tell different stories: " + story)));
    if (findings.isEmpty()) {
      findings.add(Finding.ok("configuration", version + " committed"));
    }
    return findings;
  }

  private static Finding uncommitted(String detail) {
    return Finding.refused(
        RefusalCode.CONFIGURATION_NOT_COMMITTED,
        detail,
        "Wait until a majority has the configuration, then ask again.");
  }
}
