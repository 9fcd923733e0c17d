package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.design.Subject;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.MemberTls;
import dev.offshoot.planner.domain.observed.ObservedMember;
import dev.offshoot.planner.domain.requested.DeploymentTls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Can a new member be given the TLS settings of the set, and a certificate the others accept? What
 * differs between members, or cannot be copied, is refused.
 */
final class TlsChecks implements Check {

  static final String REGISTER =
      "Register the deployment with tls=true in its connection string, --tls-ca and, where members"
          + " ask for one, --tls-certificate; the members' certificates must name their hosts.";

  private static final String BY_HAND = "Add this member by hand.";

  private static final List<String> X509_MODES = List.of("sendKeyFile", "sendX509", "x509");

  /** Options that a new member need not share: files and passwords of the member's own, a log. */
  private static final List<String> OF_THE_MEMBER =
      List.of("certificateKeyFilePassword", "clusterFile", "clusterPassword", "logVersions");

  private static final String DN_OVERRIDE = "tlsX509ClusterAuthDNOverride";

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.TLS_NOT_SUPPORTED,
        RefusalCode.TLS_MISMATCH,
        RefusalCode.X509_NOT_SUPPORTED,
        RefusalCode.MEMBER_CERTIFICATE_MISSING);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    ReplicaSet set = draft.set();
    if (!set.tls()) {
      return findings;
    }
    alike(set, "TLS mode", MemberSoftware::tlsMode, findings);
    alike(set, "clusterAuthMode", MemberSoftware::clusterAuthMode, findings);
    alike(set, "net.tls.disabledProtocols", TlsChecks::protocols, findings);
    alike(set, "net.tls.allowConnectionsWithoutCertificates", TlsChecks::anonymous, findings);
    set.members().forEach(member -> options(member, findings));
    if (set.software().anyMatch(s -> X509_MODES.contains(s.clusterAuthMode()))) {
      certificates(set, findings);
    }
    source(draft, findings);
    if (findings.isEmpty()) {
      findings.add(Finding.ok("TLS", "settings alike on all members, and can be copied"));
    }
    return findings;
  }

  private static String protocols(MemberSoftware software) {
    MemberTls tls = software.tls();
    return tls == null || tls.disabledProtocols().isEmpty()
        ? "none"
        : String.join(" and ", tls.disabledProtocols());
  }

  private static String anonymous(MemberSoftware software) {
    return String.valueOf(
        software.tls() != null && software.tls().allowConnectionsWithoutCertificates());
  }

  /** Each value with who has it; what a member did not tell is {@link CompletenessCheck}'s. */
  private static void alike(
      ReplicaSet set, String what, Function<MemberSoftware, String> value, List<Finding> findings) {
    Map<String, List<String>> tellers = new TreeMap<>();
    for (ObservedMember member : set.members()) {
      MemberSoftware software = member.software();
      if (software != null && !software.tlsMode().equals(MemberSoftware.UNKNOWN)) {
        tellers
            .computeIfAbsent(value.apply(software), ignored -> new ArrayList<>())
            .add(member.address());
      }
    }
    if (tellers.size() > 1) {
      List<String> parts = new ArrayList<>();
      tellers.forEach((said, who) -> parts.add(said + " on " + String.join(", ", who)));
      findings.add(
          Finding.refused(
              RefusalCode.TLS_MISMATCH,
              "members differ in " + what + ": " + String.join("; ", parts),
              "Bring all members to the same setting first."));
    }
  }

  private static void options(ObservedMember member, List<Finding> findings) {
    MemberSoftware software = member.software();
    MemberTls tls = software == null ? null : software.tls();
    if (tls == null) {
      return;
    }
    List<String> unknown =
        tls.otherOptions().stream().filter(name -> !OF_THE_MEMBER.contains(name)).toList();
    if (!unknown.isEmpty()) {
      findings.add(
          Finding.refused(
              RefusalCode.TLS_NOT_SUPPORTED,
              member.address(),
              member.address() + " runs with net.tls." + String.join(", net.tls.", unknown),
              "Offshoot cannot give a new member these options. " + BY_HAND));
    }
  }

  private static void certificates(ReplicaSet set, List<Finding> findings) {
    Map<String, String> seen = new TreeMap<>();
    for (ObservedMember member : set.members()) {
      MemberSoftware software = member.software();
      if (software != null && software.tls() != null) {
        own(member.address(), software, software.tls(), findings);
        String subject = software.tls().certificateSubject();
        if (subject != null) {
          seen.put(member.address(), subject);
        }
      }
    }
    List<Subject> subjects = seen.values().stream().map(Subject::parse).toList();
    if (subjects.isEmpty()) {
      findings.add(
          Finding.refused(
              RefusalCode.OBSERVATION_INCOMPLETE,
              "no member's certificate could be seen",
              "Observe again; if it stays, look at the members' certificates."));
    } else if (!subjects.stream().allMatch(subjects.getFirst()::sameCluster)) {
      findings.add(
          Finding.refused(
              RefusalCode.TLS_MISMATCH,
              "the certificates of members differ in O, OU or DC: " + seen,
              "Give all members certificates with the same O, OU and DC first."));
    } else if (subjects.getFirst().ofCluster().isEmpty()) {
      findings.add(x509("the subject of the members' certificates has no O, OU or DC: " + seen));
    }
  }

  private static void own(
      String address, MemberSoftware software, MemberTls tls, List<Finding> findings) {
    if (tls.otherOptions().contains("clusterFile")) {
      findings.add(
          x509(address + " proves itself with a clusterFile, whose subject cannot be seen"));
    }
    if (software.setParameters().containsKey(DN_OVERRIDE)) {
      findings.add(x509(address + " runs with " + DN_OVERRIDE));
    }
  }

  private static Finding x509(String detail) {
    return Finding.refused(
        RefusalCode.X509_NOT_SUPPORTED,
        detail,
        "Offshoot makes certificates like those that members show. " + BY_HAND);
  }

  private static void source(Draft draft, List<Finding> findings) {
    @Nullable DeploymentTls tls = draft.input().deployment().tls();
    String name = draft.input().deployment().name();
    if (draft.set().certificateSubjects().findAny().isEmpty()) {
      findings.add(
          Finding.refused(
              RefusalCode.TLS_MISMATCH,
              "members use TLS, and deployment " + name + " is not reached by TLS",
              REGISTER));
    }
    if (tls == null || tls.ca() == null) {
      findings.add(
          Finding.refused(
              RefusalCode.MEMBER_CERTIFICATE_MISSING,
              "deployment " + name + " names no authority for a new member's CAFile",
              "Store the set's CAFile with `offshoot secret set NAME --file CAFILE` and name it with"
                  + " `offshoot deployment add … --tls-ca NAME`."));
    } else if (tls.memberCertificates() == null) {
      findings.add(
          Finding.refused(
              RefusalCode.MEMBER_CERTIFICATE_MISSING,
              "deployment " + name + " does not say where a new member's certificate comes from",
              "Say so with `offshoot deployment add … --member-certificates authority:SECRET`, files"
                  + " or command."));
    }
  }
}
