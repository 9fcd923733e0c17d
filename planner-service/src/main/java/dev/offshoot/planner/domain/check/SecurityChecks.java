package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.ObservedKeyfile;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.ArrayList;
import java.util.List;

/** Can the new member talk to the others, and prove that it belongs to them? */
final class SecurityChecks implements Check {

  static final String TLS_REMEDY =
      "Offshoot cannot prepare certificates yet: add this member by hand.";
  static final String X509_REMEDY =
      "Offshoot supports keyfile authentication between members only: add this member by hand.";

  private static final List<String> AUTH_MODES = List.of("keyFile", "none", MemberSoftware.UNKNOWN);

  private static final List<String> TLS_MODES = List.of("disabled", MemberSoftware.UNKNOWN);

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.TLS_NOT_SUPPORTED,
        RefusalCode.X509_NOT_SUPPORTED,
        RefusalCode.HORIZONS_REQUIRED,
        RefusalCode.KEYFILE_MISSING,
        RefusalCode.KEYFILE_MISMATCH);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    for (ObservedMember member : draft.set().members()) {
      transport(member, findings);
    }
    keyfile(draft, findings);
    return findings;
  }

  private static void transport(ObservedMember member, List<Finding> findings) {
    String address = member.address();
    MemberSoftware software = member.software();
    if (software != null && !TLS_MODES.contains(software.tlsMode())) {
      String detail = address + " runs with TLS mode " + software.tlsMode();
      findings.add(Finding.refused(RefusalCode.TLS_NOT_SUPPORTED, address, detail, TLS_REMEDY));
    }
    if (software != null && !AUTH_MODES.contains(software.clusterAuthMode())) {
      String detail = address + " runs with clusterAuthMode " + software.clusterAuthMode();
      findings.add(Finding.refused(RefusalCode.X509_NOT_SUPPORTED, address, detail, X509_REMEDY));
    }
    if (member.horizons()) {
      findings.add(
          Finding.refused(
              RefusalCode.HORIZONS_REQUIRED,
              address,
              address + " has split horizons, and all members need the same ones",
              "Offshoot cannot plan horizons yet: add this member by hand."));
    }
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
