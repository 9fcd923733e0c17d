package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.local;
import static dev.offshoot.planner.domain.SetBuilder.remote;
import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.check.Check;
import dev.offshoot.planner.domain.check.Checks;
import dev.offshoot.planner.domain.observed.ObservedDatabase;
import dev.offshoot.planner.domain.observed.ObservedKeyfile;
import dev.offshoot.planner.domain.observed.ObservedProblem;
import dev.offshoot.planner.domain.observed.ObservedUser;
import dev.offshoot.planner.domain.observed.ObservedWriteConcern;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for every way in which there is no plan. */
class RefusalTest {

  private static final SetBuilder WELL = threeMembers();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rows")
  void isRefusedByItsOwnCodeFirstWithTheObjectAndARemedy(
      RefusalCode code, String object, SetBuilder set) {
    // When
    PlanningResult result = set.plan();

    // Then
    assertThat(result).isInstanceOf(PlanningResult.Refused.class);
    List<Refusal> refusals = ((PlanningResult.Refused) result).refusals();
    Refusal first = refusals.getFirst();
    assertThat(first.code()).as("%s", refusals).isEqualTo(code.name());
    assertThat(first.detail()).contains(object);
    assertThat(first.remedy()).endsWith(".").hasSizeGreaterThan(15);
  }

  static Stream<Arguments> rows() {
    return Stream.of(access(), security(), health(), versions(), membership(), hosts(), request())
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> access() {
    return Stream.of(
        row(RefusalCode.UNREACHABLE, "no member", SetBuilder.of(0)),
        row(
            RefusalCode.UNREACHABLE,
            "db9:27017",
            SetBuilder.of(0).with(s -> s.problems = problem("UNREACHABLE", "db9:27017"))),
        row(
            RefusalCode.UNREACHABLE,
            "127.88.0.3:27017",
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
            RefusalCode.TLS_NOT_SUPPORTED,
            "requireTLS",
            threeMembers().member(1, m -> m.tlsMode = "requireTLS")),
        row(
            RefusalCode.TLS_NOT_SUPPORTED,
            "db9:27017",
            SetBuilder.of(0).with(s -> s.problems = problem("TLS_NOT_SUPPORTED", "db9:27017"))),
        row(
            RefusalCode.X509_NOT_SUPPORTED,
            "sendX509",
            threeMembers().member(1, m -> m.clusterAuthMode = "sendX509")),
        row(
            RefusalCode.HORIZONS_REQUIRED,
            "127.88.0.2:27017",
            threeMembers().member(1, m -> m.horizons = true)),
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

  private static Stream<Arguments> versions() {
    return Stream.of(
        row(
            RefusalCode.MIXED_VERSIONS,
            "5.0.9 (1), 6.0.5 (2)",
            threeMembers().member(2, m -> m.version = "5.0.9")),
        row(
            RefusalCode.UNSUPPORTED_VERSION,
            "5.0",
            threeMembers().everyMember(m -> m.version = "5.0.9")),
        row(
            RefusalCode.EDITION_UNSUPPORTED,
            "Enterprise",
            threeMembers().member(1, m -> m.enterprise = true)),
        row(
            RefusalCode.STORAGE_ENGINE_UNSUPPORTED,
            "inMemory",
            threeMembers().member(1, m -> m.storageEngine = "inMemory")),
        row(
            RefusalCode.MANAGED_ELSEWHERE,
            "Ops Manager",
            threeMembers().member(1, m -> m.managedBy = "Ops Manager")),
        row(
            RefusalCode.BINARIES_NOT_AVAILABLE,
            "6.0.5",
            threeMembers().with(s -> s.artifacts = List.of())));
  }

  private static Stream<Arguments> membership() {
    return Stream.of(
        row(RefusalCode.MEMBER_LIMIT, "51", voteless(50)),
        row(RefusalCode.MEMBER_LIMIT, "256", threeMembers().member(2, m -> m.id = 255)),
        row(RefusalCode.VOTER_LIMIT, "7 voters", SetBuilder.of(7).with(s -> s.votes = 1)),
        row(
            RefusalCode.VOTER_LIMIT,
            "8",
            SetBuilder.of(6).with(s -> s.votes = 1).with(s -> s.add = 2)),
        row(
            RefusalCode.WRITE_CONCERN_WOULD_CHANGE,
            "{w: 1} to {w: \"majority\"}",
            SetBuilder.of(4).arbiter(3).with(s -> s.votes = 1)),
        row(
            RefusalCode.PRIORITY_CAUSES_ELECTION,
            "127.88.0.1:27017 (1)",
            threeMembers().with(s -> s.priority = 2.0)));
  }

  private static SetBuilder voteless(int members) {
    SetBuilder set = SetBuilder.of(members);
    for (int i = 7; i < members; i++) {
      set.member(
          i,
          m -> {
            m.votes = 0;
            m.priority = 0;
          });
    }
    return set;
  }

  private static Stream<Arguments> hosts() {
    return Stream.of(
        row(RefusalCode.LOCALHOST_MEMBERS, "aws", threeMembers().with(s -> s.provider = "aws")),
        row(
            RefusalCode.LOCALHOST_MEMBERS,
            "db4.example.com",
            threeMembers().with(s -> s.address = "db4.example.com")),
        row(
            RefusalCode.PROVIDER_NOT_REACHABLE,
            "localhost:",
            remote(3)
                .with(s -> s.provider = "local")
                .with(s -> s.providers = List.of(local("localhost")))),
        row(
            RefusalCode.ADDRESS_IS_IP,
            "10.0.0.4:27017",
            remote(3).with(s -> s.provider = "aws").with(s -> s.address = "10.0.0.4")),
        row(RefusalCode.ADDRESS_REQUIRED, "aws", remote(3).with(s -> s.provider = "aws")),
        row(
            RefusalCode.ADDRESS_IN_USE,
            "127.88.0.2:27017",
            threeMembers().with(s -> s.address = "127.88.0.2:27017")),
        row(
            RefusalCode.DISK_TOO_SMALL,
            "small",
            threeMembers()
                .with(
                    s ->
                        s.databases =
                            List.of(
                                new ObservedDatabase(
                                    "shop",
                                    90 * SetBuilder.GIB,
                                    40 * SetBuilder.GIB,
                                    SetBuilder.GIB,
                                    3,
                                    3,
                                    9)))),
        row(
            RefusalCode.HOST_TOO_SMALL,
            "tiny",
            threeMembers().with(s -> s.providers = List.of(tiny()))),
        row(RefusalCode.UNKNOWN_PROVIDER, "names no provider", remote(3)),
        row(RefusalCode.UNKNOWN_PROVIDER, "azure", threeMembers().with(s -> s.provider = "azure")),
        row(RefusalCode.UNKNOWN_SHAPE, "huge", threeMembers().with(s -> s.shape = "huge")),
        row(
            RefusalCode.CATALOGUE_UNAVAILABLE,
            "installer-service",
            threeMembers()
                .with(s -> s.missing = List.of("installer-service"))
                .with(s -> s.artifacts = List.of())),
        row(
            RefusalCode.CATALOGUE_UNAVAILABLE,
            "provisioner-service",
            threeMembers()
                .with(s -> s.missing = List.of("provisioner-service"))
                .with(s -> s.providers = List.of())),
        row(RefusalCode.CATALOGUE_UNAVAILABLE, "agent", threeMembers().with(s -> s.agent = null)));
  }

  private static OfferedProvider tiny() {
    return new OfferedProvider(
        "local",
        List.of("here"),
        "127.88",
        27_100,
        27_199,
        List.of(new OfferedShape("tiny", 1, 256L << 20, 90 * SetBuilder.GIB)));
  }

  private static Stream<Arguments> request() {
    return Stream.of(
        unknown("add is 0", threeMembers().with(s -> s.add = 0)),
        unknown("approval is maybe", threeMembers().with(s -> s.approval = "maybe")),
        unknown("seeding is magic", threeMembers().with(s -> s.seeding = List.of("magic"))),
        unknown("member.votes is 2", threeMembers().with(s -> s.votes = 2)),
        unknown("member.priority is -1", threeMembers().with(s -> s.priority = -1.0)),
        unknown("member.priority is NaN", threeMembers().with(s -> s.priority = Double.NaN)),
        unknown(
            "member.priority is 1",
            threeMembers().with(s -> s.votes = 0).with(s -> s.priority = 1.0)),
        unknown(
            "member.priority is 1",
            threeMembers().with(s -> s.hidden = true).with(s -> s.priority = 1.0)),
        unknown("host.address is a b", threeMembers().with(s -> s.address = "a b")),
        unknown(
            "host.address is 127.88.0.9",
            threeMembers().with(s -> s.address = "127.88.0.9").with(s -> s.add = 2)),
        unknown("accept is NO_PRIMARY", threeMembers().with(s -> s.accept = List.of("NO_PRIMARY"))),
        unknown("accept is NONSENSE", threeMembers().with(s -> s.accept = List.of("NONSENSE"))));
  }

  @Test
  void everyCodeHasARowAndExactlyOneCheckThatDecidesIt() {
    // Given
    List<RefusalCode> covered = rows().map(row -> (RefusalCode) row.get()[0]).distinct().toList();

    // Then
    assertThat(covered).containsExactlyInAnyOrder(RefusalCode.values());
    assertThat(Checks.IN_ORDER.stream().map(Check::decides).flatMap(List::stream))
        .containsExactlyInAnyOrder(RefusalCode.values());
  }

  @Test
  void onlyTheStarredOnesCanBeAccepted() {
    assertThat(Arrays.stream(RefusalCode.values()).filter(RefusalCode::acceptable))
        .containsExactlyInAnyOrder(
            RefusalCode.MEMBER_UNHEALTHY,
            RefusalCode.OPLOG_WINDOW_TOO_SHORT,
            RefusalCode.ADDRESS_IS_IP);
  }

  @Test
  void aWellSetIsNotRefused() {
    assertThat(WELL.plan()).isInstanceOf(PlanningResult.Planned.class);
  }

  @Test
  void anExplicitWriteConcernMayMeetAnArbiterSetThatWouldChangeTheImplicitOne() {
    // Given
    SetBuilder set =
        SetBuilder.of(4)
            .arbiter(3)
            .with(s -> s.votes = 1)
            .with(s -> s.writeConcern = new ObservedWriteConcern(true, "1"));

    // Then
    assertThat(set.plan()).isInstanceOf(PlanningResult.Planned.class);
  }

  @Test
  void theRemedyOfAChangingWriteConcernIsTheCommandThatKeepsIt() {
    // Given
    SetBuilder set = SetBuilder.of(4).arbiter(3).with(s -> s.votes = 1);

    // When
    PlanningResult.Refused refused = (PlanningResult.Refused) set.plan();

    // Then
    assertThat(refused.refusals().getFirst().remedy())
        .contains("setDefaultRWConcern: 1", "defaultWriteConcern: {w: 1");
  }

  private static Arguments row(RefusalCode code, String object, SetBuilder set) {
    return Arguments.of(code, object, set);
  }

  private static Arguments unknown(String object, SetBuilder set) {
    return row(RefusalCode.UNKNOWN_FIELD, object, set);
  }

  private static List<ObservedProblem> problem(String code, String address) {
    return List.of(new ObservedProblem(code, address, "says no"));
  }

  private static List<ObservedUser> users(boolean authenticated, String... missing) {
    return List.of(
        new ObservedUser("observe", "orders-observe", true, List.of()),
        new ObservedUser("change", "orders-change", authenticated, List.of(missing)),
        new ObservedUser("prove", "orders-prove", true, List.of()));
  }
}
