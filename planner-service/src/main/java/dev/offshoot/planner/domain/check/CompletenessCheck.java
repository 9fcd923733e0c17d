package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.MongodDesign;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.ArrayList;
import java.util.List;

/** Was everything read that the other checks and the plan rest on? What was not is never fine. */
final class CompletenessCheck implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.OBSERVATION_INCOMPLETE);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    ReplicaSet set = draft.set();
    List<String> missing = new ArrayList<>();
    if (set.observed().setName() == null || set.observed().replicaSetId() == null) {
      missing.add("the set's name and id");
    }
    if (set.observed().defaultWriteConcern() == null) {
      missing.add("the default write concern");
    }
    if (set.observed().databases().isEmpty()) {
      missing.add("the sizes of the databases");
    }
    if (MongodDesign.oplogBytes(set).isEmpty()) {
      missing.add("the oplog size of an electable member");
    }
    if (draft.forecast().sourceOplogs().findAny().isEmpty()) {
      missing.add("the write rate of a possible source");
    }
    set.members().forEach(member -> software(member, missing));
    return missing.stream().map(CompletenessCheck::incomplete).toList();
  }

  /**
   * An arbiter holds no users, so little of it can be read; a member that is down tells nothing.
   */
  private static void software(ObservedMember member, List<String> missing) {
    if (!ReplicaSet.serving(member) || !member.reachable() || member.arbiterOnly()) {
      return;
    }
    MemberSoftware software = member.software();
    if (software == null || untold(software)) {
      missing.add("what runs on " + member.address());
    } else if (software.fcv() == null) {
      missing.add("the FCV of " + member.address());
    }
  }

  private static boolean untold(MemberSoftware software) {
    return List.of(
            software.version(),
            software.storageEngine(),
            software.tlsMode(),
            software.clusterAuthMode())
        .contains(MemberSoftware.UNKNOWN);
  }

  private static Finding incomplete(String what) {
    return Finding.refused(
        RefusalCode.OBSERVATION_INCOMPLETE,
        what + " could not be read",
        "Observe again; if it stays, check the privileges of the user to observe.");
  }
}
