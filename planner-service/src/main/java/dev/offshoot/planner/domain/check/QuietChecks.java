package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.WarningCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.ArrayList;
import java.util.List;

/** Is nobody else in the middle of something that a new member would meet? */
final class QuietChecks implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.SYNC_ALREADY_RUNNING,
        RefusalCode.MEMBER_FSYNC_LOCKED,
        RefusalCode.FCV_CHANGE_IN_PROGRESS);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    for (ObservedMember member : draft.set().members()) {
      syncing(member, findings);
      locked(member, findings);
      indexBuilds(member, findings);
    }
    compatibility(draft.set().members(), findings);
    if (findings.isEmpty()) {
      findings.add(Finding.ok("quiet", "no index build, no fsync lock, no sync, no FCV change"));
    }
    return findings;
  }

  private static void syncing(ObservedMember member, List<Finding> findings) {
    boolean syncing =
        member.initialSyncRunning() || (member.healthy() && member.state().equals("STARTUP2"));
    if (syncing || member.newlyAdded()) {
      findings.add(
          Finding.refused(
              RefusalCode.SYNC_ALREADY_RUNNING,
              member.address(),
              "member "
                  + member.address()
                  + (syncing ? " is in initial sync" : " is newly added and has no vote yet"),
              "Wait until it is SECONDARY, or remove it, then ask again."));
    }
  }

  private static void locked(ObservedMember member, List<Finding> findings) {
    if (member.fsyncLocked()) {
      findings.add(
          Finding.refused(
              RefusalCode.MEMBER_FSYNC_LOCKED,
              member.address(),
              "member " + member.address() + " is locked by fsyncLock, perhaps for a backup",
              "Wait for the backup, or run db.fsyncUnlock() on " + member.address() + "."));
    }
  }

  private static void indexBuilds(ObservedMember member, List<Finding> findings) {
    if (!member.indexBuilds().isEmpty()) {
      findings.add(
          Finding.warned(
              WarningCode.INDEX_BUILD_RUNNING,
              member.address()
                  + " builds indexes on "
                  + String.join(", ", member.indexBuilds())
                  + ": the vote waits until they are done"));
    }
  }

  /** A changing FCV breaks every attempt of an initial sync (IncompatibleServerVersion). */
  private static void compatibility(List<ObservedMember> members, List<Finding> findings) {
    List<String> seen = new ArrayList<>();
    for (ObservedMember member : members) {
      MemberSoftware software = member.software();
      if (software == null || member.arbiterOnly()) {
        continue;
      }
      if (software.fcvTarget() != null) {
        String change = "FCV changes from " + software.fcv() + " to " + software.fcvTarget();
        findings.add(changing(member.address() + ": " + change));
      }
      String fcv = software.fcv();
      if (fcv != null && !seen.contains(fcv)) {
        seen.add(fcv);
      }
    }
    if (seen.size() > 1) {
      findings.add(changing("members have different FCVs: " + String.join(", ", seen)));
    }
  }

  private static Finding changing(String detail) {
    return Finding.refused(
        RefusalCode.FCV_CHANGE_IN_PROGRESS,
        detail,
        "Let setFeatureCompatibilityVersion finish (run it again if it was interrupted), then ask"
            + " again.");
  }
}
