package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.observed.ObservedKeyfile;
import java.util.ArrayList;
import java.util.List;

/** Can the new member talk to the others, and prove that it belongs to them? */
final class SecurityChecks implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.KEYFILE_MISSING, RefusalCode.KEYFILE_MISMATCH);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    keyfile(draft, findings);
    return findings;
  }

  private static void keyfile(Draft draft, List<Finding> findings) {
    ReplicaSet set = draft.set();
    if (!set.keyfile()) {
      return;
    }
    ObservedKeyfile keyfile = set.observed().keyfile();
    if (keyfile == null || !keyfile.named()) {
      findings.add(
          Finding.refused(
              RefusalCode.KEYFILE_MISSING,
              "members authenticate with a keyfile, and deployment "
                  + draft.input().deployment().name()
                  + " names none",
              "Store it with `offshoot secret set NAME --file KEYFILE` and name it with `offshoot"
                  + " deployment add … --keyfile NAME`."));
    } else if (!keyfile.accepted()) {
      String detail = keyfile.detail() == null ? "" : ": " + keyfile.detail();
      findings.add(
          Finding.refused(
              RefusalCode.KEYFILE_MISMATCH,
              "no member accepted the keyfile of deployment "
                  + draft.input().deployment().name()
                  + detail,
              "Store the very file the members use with `offshoot secret set`."));
    } else {
      findings.add(Finding.ok("keyfile", "accepted by a member"));
    }
  }
}
