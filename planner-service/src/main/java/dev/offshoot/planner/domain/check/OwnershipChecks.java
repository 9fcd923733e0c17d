package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.ArrayList;
import java.util.List;

/** Are the members of a kind that Offshoot may and can grow? */
final class OwnershipChecks implements Check {

  private static final List<String> ENGINES = List.of("wiredTiger", MemberSoftware.UNKNOWN);

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.EDITION_UNSUPPORTED,
        RefusalCode.STORAGE_ENGINE_UNSUPPORTED,
        RefusalCode.MANAGED_ELSEWHERE);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    for (ObservedMember member : draft.set().members()) {
      MemberSoftware software = member.software();
      if (software != null) {
        examine(member, software, findings);
      }
    }
    return findings;
  }

  private static void examine(
      ObservedMember member, MemberSoftware software, List<Finding> findings) {
    String address = member.address();
    if (software.enterprise() || software.modules().contains("enterprise")) {
      findings.add(
          Finding.refused(
              RefusalCode.EDITION_UNSUPPORTED,
              address,
              address + " runs MongoDB Enterprise",
              "Offshoot grows Community sets: add this member by hand."));
    }
    if (!member.arbiterOnly() && !ENGINES.contains(software.storageEngine())) {
      findings.add(
          Finding.refused(
              RefusalCode.STORAGE_ENGINE_UNSUPPORTED,
              address,
              address + " stores with " + software.storageEngine(),
              "Only wiredTiger is supported."));
    }
    if (software.managedBy() != null) {
      findings.add(
          Finding.refused(
              RefusalCode.MANAGED_ELSEWHERE,
              address,
              address + " is managed by " + software.managedBy(),
              "Add the member there: two managers would undo each other's changes."));
    }
  }
}
