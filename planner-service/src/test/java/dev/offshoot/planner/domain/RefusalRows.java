package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.threeMembers;

import dev.offshoot.planner.domain.observed.MemberTls;
import dev.offshoot.planner.domain.observed.ObservedKeyfile;
import dev.offshoot.planner.domain.observed.ObservedProblem;
import dev.offshoot.planner.domain.observed.ObservedUser;
import dev.offshoot.planner.domain.requested.DeploymentTls;
import dev.offshoot.planner.domain.requested.MemberCertificates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Ways in which the set itself is refused; with those of {@link DesignRefusalRows}. */
final class RefusalRows {

  private RefusalRows() {}

  static Stream<Arguments> all() {
    return Stream.of(access(), security(), health(), DesignRefusalRows.all()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> access() {
    return Stream.of(
        row(RefusalCode.UNREACHABLE, "no member", SetBuilder.of(0)),
        row(
            RefusalCode.UNREACHABLE,
            "db9:27017",
            SetBuilder.of(0).with(s -> s.problems = problem("UNREACHABLE", "db9:27017"))),
        row(
            RefusalCode.MEMBER_UNHEALTHY,
            "127.88.0.3:27017 (_id 2) does not answer Offshoot, although",
            threeMembers().member(2, m -> m.reachable = false)),
        row(
            RefusalCode.NOT_AUTHORIZED,
            "orders-change",
            threeMembers().with(s -> s.users = users(false))),
        row(
            RefusalCode.NOT_AUTHORIZED,
            "authentication failed",
            SetBuilder.of(0)
                .with(
                    s ->
                        s.problems =
                            List.of(
                                new ObservedProblem(
                                    "NOT_AUTHORIZED", null, "authentication failed")))),
        row(RefusalCode.NOT_AUTHORIZED, "prove", threeMembers().with(s -> s.users = List.of())),
        row(
            RefusalCode.PRIVILEGE_MISSING,
            "replSetConfigure on cluster",
            threeMembers().with(s -> s.users = users(true, "replSetConfigure on cluster"))),
        row(
            RefusalCode.NOT_A_REPLICA_SET,
            "db9:27017",
            SetBuilder.of(0).with(s -> s.problems = problem("NOT_A_REPLICA_SET", "db9:27017"))),
        row(
            RefusalCode.SHARDED_CLUSTER,
            "db9:27017",
            threeMembers().with(s -> s.problems = problem("SHARDED_CLUSTER", "db9:27017"))),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "127.88.0.2:27017",
            threeMembers().with(s -> s.problems = problem("SOMETHING_ELSE", "127.88.0.2:27017"))),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "name and id",
            threeMembers().with(s -> s.replicaSetId = null)),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "default write concern",
            threeMembers().with(s -> s.writeConcern = null)),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "sizes",
            threeMembers().with(s -> s.databases = List.of())),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "127.88.0.2:27017",
            threeMembers().member(1, m -> m.told = false)),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "127.88.0.2:27017",
            threeMembers().member(1, m -> m.tlsMode = "unknown")),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "FCV of 127.88.0.1:27017",
            threeMembers().member(0, m -> m.fcv = null)),
        row(
            RefusalCode.OBSERVATION_INCOMPLETE,
            "oplog",
            threeMembers().everyMember(m -> m.oplogTold = false)));
  }

  private static Stream<Arguments> security() {
    return Stream.of(
        row(
            RefusalCode.TLS_MISMATCH,
            "requireTLS on 127.88.0.2:27017",
            threeMembers().member(1, m -> m.tlsMode = "requireTLS")),
        row(
            RefusalCode.TLS_MISMATCH,
            "db9:27017",
            SetBuilder.of(0).with(s -> s.problems = problem("TLS_MISMATCH", "db9:27017"))),
        row(
            RefusalCode.TLS_MISMATCH,
            "TLS1_2 on 127.88.0.3:27017",
            tls().member(2, m -> m.tls = settings(List.of("TLS1_2"), List.of(), "CN=c,O=Acme"))),
        row(
            RefusalCode.TLS_MISMATCH,
            "differ in O, OU or DC",
            x509("x509")
                .member(2, m -> m.tls = settings(List.of(), List.of(), "CN=c,O=Elsewhere"))),
        row(
            RefusalCode.TLS_NOT_SUPPORTED,
            "net.tls.CRLFile",
            tls().member(1, m -> m.tls = settings(List.of(), List.of("CRLFile"), "CN=b,O=Acme"))),
        row(
            RefusalCode.X509_NOT_SUPPORTED,
            "clusterFile",
            x509("sendX509")
                .member(
                    1, m -> m.tls = settings(List.of(), List.of("clusterFile"), "CN=b,O=Acme"))),
        row(
            RefusalCode.X509_NOT_SUPPORTED,
            "no O, OU or DC",
            x509("x509").everyMember(m -> m.tls = settings(List.of(), List.of(), "CN=db"))),
        row(RefusalCode.MEMBER_CERTIFICATE_MISSING, "CAFile", tls().with(s -> s.tls = null)),
        row(
            RefusalCode.MEMBER_CERTIFICATE_MISSING,
            "where a new member",
            tls().with(s -> s.tls = new DeploymentTls("ca", null, null))),
        row(
            RefusalCode.HORIZONS_REQUIRED,
            "127.88.0.2:27017 has split horizons, and their names were not observed",
            threeMembers().member(1, m -> m.horizons = true)),
        row(
            RefusalCode.HORIZONS_REQUIRED,
            "inside, public, and the new member _id 3 has no address in inside",
            SetBuilder.split().with(s -> s.horizons.put("public", "db3.public.net"))),
        row(
            RefusalCode.HORIZONS_MISMATCH,
            "horizon public, and members have no split horizons",
            tls().with(s -> s.horizons.put("public", "db3.public.net"))),
        row(
            RefusalCode.HORIZONS_MISMATCH,
            "cannot serve 2 new members",
            split("db3.inside.net", "db3.public.net").with(s -> s.add = 2)),
        row(
            RefusalCode.HORIZONS_MISMATCH,
            "horizon other, and members have only inside, public",
            split("db3.inside.net", "db3.public.net")
                .with(s -> s.horizons.put("other", "db3.other.net"))),
        row(
            RefusalCode.HORIZONS_MISMATCH,
            "in horizon inside, 10.0.0.4:27017, has no name",
            split("10.0.0.4", "db3.public.net")),
        row(
            RefusalCode.HORIZONS_MISMATCH,
            "in horizon inside, a b, has no name",
            split("a b", "db3.public.net")),
        row(
            RefusalCode.HORIZONS_MISMATCH,
            "db3.public.net:27018, has the host of another address",
            split("db3.public.net:27018", "db3.public.net")),
        row(
            RefusalCode.HORIZONS_MISMATCH,
            "db0.public.net:27017, is one of a member already",
            split("db3.inside.net", "db0.public.net")),
        row(
            RefusalCode.KEYFILE_MISSING,
            "orders",
            threeMembers().with(s -> s.keyfile = new ObservedKeyfile(true, false, false, null))),
        row(RefusalCode.KEYFILE_MISSING, "orders", threeMembers().with(s -> s.keyfile = null)),
        row(
            RefusalCode.KEYFILE_MISMATCH,
            "bad key",
            threeMembers()
                .with(s -> s.keyfile = new ObservedKeyfile(true, true, false, "bad key"))));
  }

  private static SetBuilder split(String inside, String outside) {
    return SetBuilder.split()
        .with(s -> s.horizons.put("public", outside))
        .with(s -> s.horizons.put("inside", inside));
  }

  static SetBuilder tls() {
    return threeMembers()
        .with(
            s ->
                s.tls =
                    new DeploymentTls("ca", null, new MemberCertificates("authority", "issuer")))
        .everyMember(
            m -> {
              m.tlsMode = "requireTLS";
              m.tls = settings(List.of(), List.of(), "CN=" + m.id + ",O=Acme");
            });
  }

  private static SetBuilder x509(String mode) {
    return tls().everyMember(m -> m.clusterAuthMode = mode);
  }

  private static MemberTls settings(
      List<String> disabledProtocols, List<String> others, String subject) {
    return new MemberTls(false, disabledProtocols, others, subject, null);
  }

  private static Stream<Arguments> health() {
    return Stream.of(
        row(RefusalCode.NO_PRIMARY, "no member", threeMembers().with(s -> s.primary = null)),
        row(
            RefusalCode.NO_PRIMARY,
            "127.88.0.1:27017",
            threeMembers().member(0, m -> m.state = "SECONDARY")),
        row(
            RefusalCode.MEMBER_UNHEALTHY,
            "127.88.0.3:27017",
            threeMembers().member(2, MemberBuilder::down)),
        row(
            RefusalCode.MEMBER_UNHEALTHY,
            "RECOVERING",
            threeMembers().member(2, m -> m.state = "RECOVERING")),
        row(
            RefusalCode.MEMBER_UNHEALTHY,
            "500 s behind",
            threeMembers().member(2, m -> m.lag = 500L)),
        row(
            RefusalCode.CONFIGURATION_NOT_COMMITTED,
            "v41",
            threeMembers().with(s -> s.committed = false)),
        row(
            RefusalCode.CONFIGURATION_NOT_COMMITTED,
            "has v40",
            threeMembers().with(s -> s.disagreements = List.of("127.88.0.2:27017 has v40"))),
        row(
            RefusalCode.SYNC_ALREADY_RUNNING,
            "initial sync",
            threeMembers().member(2, m -> m.state = "STARTUP2")),
        row(
            RefusalCode.SYNC_ALREADY_RUNNING,
            "newly added",
            threeMembers().member(2, m -> m.newlyAdded = true)),
        row(
            RefusalCode.MEMBER_FSYNC_LOCKED,
            "127.88.0.2:27017",
            threeMembers().member(1, m -> m.fsyncLocked = true)),
        row(
            RefusalCode.FCV_CHANGE_IN_PROGRESS,
            "to 7.0",
            threeMembers().member(0, m -> m.fcvTarget = "7.0")),
        row(
            RefusalCode.FCV_CHANGE_IN_PROGRESS,
            "5.0",
            threeMembers().member(0, m -> m.fcv = "5.0")),
        row(
            RefusalCode.OPLOG_WINDOW_TOO_SHORT,
            "oplog lasts",
            threeMembers().everyMember(m -> m.peakRate = 200_000_000)));
  }

  static Arguments row(RefusalCode code, String object, SetBuilder set) {
    return Arguments.of(code, object, set);
  }

  static Arguments unknown(String object, SetBuilder set) {
    return row(RefusalCode.UNKNOWN_FIELD, object, set);
  }

  static List<ObservedProblem> problem(String code, String address) {
    return List.of(new ObservedProblem(code, address, "says no"));
  }

  static List<ObservedUser> users(boolean authenticated, String... missing) {
    return List.of(
        new ObservedUser("observe", "orders-observe", true, List.of()),
        new ObservedUser("change", "orders-change", authenticated, List.of(missing)),
        new ObservedUser("prove", "orders-prove", true, List.of()));
  }
}
