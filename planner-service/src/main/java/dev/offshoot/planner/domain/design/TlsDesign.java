package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.MemberTls;
import dev.offshoot.planner.domain.plan.PlanTls;
import dev.offshoot.planner.domain.requested.DeploymentTls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides a new mongod's TLS settings: the set's own. */
final class TlsDesign {

  private TlsDesign() {}

  static @Nullable PlanTls design(
      ReplicaSet set, MemberSoftware primary, @Nullable DeploymentTls registered) {
    MemberTls own = primary.tls();
    if (!set.tls() || own == null) {
      return null;
    }
    return new PlanTls(
        primary.tlsMode(),
        primary.clusterAuthMode(),
        primary.authorization(),
        own.allowConnectionsWithoutCertificates(),
        own.disabledProtocols(),
        String.join(",", attributes(set)),
        registered == null ? null : registered.memberCertificates());
  }

  /** What all members' certificates have; nothing where they differ. */
  private static List<String> attributes(ReplicaSet set) {
    List<Subject> subjects = set.certificateSubjects().map(Subject::parse).toList();
    if (subjects.isEmpty()) {
      return List.of();
    }
    Subject first = subjects.getFirst();
    return subjects.stream().allMatch(first::sameCluster) ? first.ofCluster() : List.of();
  }
}
