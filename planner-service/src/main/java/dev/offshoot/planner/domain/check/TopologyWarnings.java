package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.WarningCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.Move;
import dev.offshoot.planner.domain.design.NewMember;
import dev.offshoot.planner.domain.design.Topology;
import dev.offshoot.planner.domain.observed.ObservedWriteConcern;
import java.util.ArrayList;
import java.util.List;

/** What the new topology means, said plainly; refuses nothing. */
final class TopologyWarnings implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of();
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    tolerance(draft, findings);
    arbiters(draft, findings);
    sources(draft, findings);
    clients(draft, findings);
    return findings;
  }

  private static void tolerance(Draft draft, List<Finding> findings) {
    Topology now = draft.sequence().start();
    Topology then = draft.sequence().goal();
    if (then.voters() == now.voters()) {
      findings.add(
          Finding.warned(
              WarningCode.MAJORITY_UNCHANGED,
              "no vote is added: "
                  + then.majority()
                  + " of "
                  + then.voters()
                  + " voters stay the majority; a voteless member adds a copy, not availability"));
    }
    if (then.voters() % 2 == 0) {
      findings.add(
          Finding.warned(
              WarningCode.EVEN_VOTERS,
              now.voters()
                  + " -> "
                  + then.voters()
                  + " voters, majority "
                  + now.majority()
                  + " -> "
                  + then.majority()
                  + ": "
                  + then.voters()
                  + " voters tolerate no more failures than "
                  + (then.voters() - 1)));
    }
  }

  private static void arbiters(Draft draft, List<Finding> findings) {
    Topology now = draft.sequence().start();
    Topology then = draft.sequence().goal();
    if (now.commitPointAtRisk() || then.commitPointAtRisk()) {
      findings.add(
          Finding.warned(
              WarningCode.PSA_COMMIT_POINT_RISK,
              "with the arbiter, "
                  + (then.commitPointAtRisk() ? "" : "until the new member votes, ")
                  + "losing one data-bearing voter stops the majority commit point, and the others"
                  + " keep history until it is back"));
    }
  }

  private static void sources(Draft draft, List<Finding> findings) {
    long secondaries = draft.set().servingSecondaries().count();
    if (secondaries < 2) {
      findings.add(
          Finding.warned(
              WarningCode.FEW_SECONDARIES,
              "the set has "
                  + secondaries
                  + " serving secondaries: copy and proof load those who are left"));
    }
    if (draft.set().possibleSources().isEmpty()) {
      findings.add(
          Finding.warned(
              WarningCode.PRIMARY_IS_ONLY_SOURCE,
              "no secondary can be copied from: the initial sync reads from the primary"));
    }
  }

  private static void clients(Draft draft, List<Finding> findings) {
    ObservedWriteConcern standard = draft.set().observed().defaultWriteConcern();
    String byDefault =
        standard != null && standard.explicit() && numeric(standard.w())
            ? "; the cluster-wide default is w: " + standard.w()
            : "";
    findings.add(
        Finding.warned(
            WarningCode.NUMERIC_W_WEAKER,
            "once it is SECONDARY the new member can acknowledge writes with a number, such as"
                + " w: 2, in place of another"
                + byDefault));
    List<String> visible =
        draft.members().stream().filter(m -> !m.hidden()).map(NewMember::addressText).toList();
    if (!visible.isEmpty()) {
      findings.add(
          Finding.warned(
              WarningCode.CLIENTS_WILL_DISCOVER,
              "from v"
                  + draft.sequence().moves(Move.Kind.REVEAL).getFirst().version()
                  + " on drivers connect to "
                  + String.join(", ", visible)
                  + ": open application firewalls first"));
    }
  }

  private static boolean numeric(String w) {
    return !w.isEmpty() && w.chars().allMatch(Character::isDigit);
  }
}
