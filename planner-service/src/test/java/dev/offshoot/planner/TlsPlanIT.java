package dev.offshoot.planner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.offshoot.mongoadmin.app.Transport;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.NewMember;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.planner.domain.PlanningResult;
import dev.offshoot.planner.domain.SetBuilder;
import dev.offshoot.planner.domain.plan.PlanTls;
import dev.offshoot.planner.domain.plan.PlannedMember;
import dev.offshoot.planner.domain.plan.Refusal;
import dev.offshoot.planner.domain.requested.DeploymentTls;
import dev.offshoot.planner.domain.requested.MemberCertificates;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.SetAuthority;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sets with TLS, observed and planned on. */
class TlsPlanIT {

  private static final MemberCertificates AUTHORITY =
      new MemberCertificates("authority", "members-ca");

  @Test
  void aSetThatRequiresTlsIsPlannedWithItsOwnSettings(@TempDir Path folder) throws Exception {
    try (TestReplicaSet set = TestReplicaSet.builder().tls("requireTLS").start()) {
      // Given
      SetBuilder wish =
          SetBuilder.of(3).with(s -> s.tls = new DeploymentTls("ca", "client", AUTHORITY));

      // When
      PlanningResult planned = RealSet.plan(set, wish, with(set.tls().authority()));
      PlanningResult stranger =
          RealSet.plan(set, wish, with(SetAuthority.make(folder.resolve("stranger"))));
      PlanningResult inClear = RealSet.plan(set, wish, Transport.clear());
      PlanningResult withoutSource =
          RealSet.plan(
              set,
              SetBuilder.of(3).with(s -> s.tls = new DeploymentTls("ca", "client", null)),
              with(set.tls().authority()));

      // Then
      assertThat(tls(planned))
          .isEqualTo(
              new PlanTls(
                  "requireTLS",
                  "keyFile",
                  true,
                  false,
                  List.of("TLS1_0", "TLS1_1"),
                  "OU=db,O=Acme",
                  AUTHORITY));
      assertThat(codes(stranger)).contains("TLS_MISMATCH");
      assertThat(codes(inClear)).contains("TLS_MISMATCH");
      assertThat(codes(withoutSource)).containsExactly("MEMBER_CERTIFICATE_MISSING");
    }
  }

  @Test
  void aSetWithX509IsPlannedWithTheSubjectOfItsMembers() throws Exception {
    try (TestReplicaSet set = TestReplicaSet.builder().tls("requireTLS").x509().start()) {
      // When
      PlanningResult planned =
          RealSet.plan(
              set,
              SetBuilder.of(3).with(s -> s.tls = new DeploymentTls("ca", "client", AUTHORITY)),
              with(set.tls().authority()));

      // Then
      assertThat(tls(planned).clusterAuthMode()).isEqualTo("x509");
      assertThat(tls(planned).subjectAttributes()).isEqualTo("OU=db,O=Acme");
    }
  }

  @Test
  void aSplitSetIsPlannedWithAnAddressInEachHorizonAndTakesTheMemberOnlySo() throws Exception {
    try (TestReplicaSet set =
        TestReplicaSet.builder()
            .tls("requireTLS")
            .members(split("a.public.test"), split("b.public.test"), split("c.public.test"))
            .start()) {
      // Given
      SetBuilder wish =
          SetBuilder.of(3).with(s -> s.tls = new DeploymentTls("ca", "client", AUTHORITY));
      Transport transport = with(set.tls().authority());

      // When
      PlanningResult without = RealSet.plan(set, wish, transport);
      PlanningResult planned =
          RealSet.plan(
              set, wish.with(s -> s.horizons.put("public", "d.public.test:27017")), transport);

      // Then
      assertThat(codes(without)).containsExactly("HORIZONS_REQUIRED");
      PlannedMember member = ((PlanningResult.Planned) planned).plan().toAdd().getFirst();
      assertThat(member.horizons()).containsExactly(entry("public", "d.public.test:27017"));
      MemberAddress address = MemberAddress.parse(member.address());
      ReplicaSetConfiguration before = configuration(set);
      assertThatThrownBy(
              () -> reconfigure(set, before.withMember(new NewMember(member.memberId(), address))))
          .hasMessageContaining("horizon");
      reconfigure(
          set, before.withMember(new NewMember(member.memberId(), address, member.horizons())));
      assertThat(configuration(set).member(member.memberId()).orElseThrow().horizons())
          .isEqualTo(member.horizons());
      reconfigure(set, configuration(set).withoutMember(member.memberId()));
      assertThat(configuration(set).differences(before)).isEmpty();
    }
  }

  private static MemberSpec split(String host) {
    return MemberSpec.voter().with("horizons", new Document("public", host + ":27017"));
  }

  private static ReplicaSetConfiguration configuration(TestReplicaSet set) {
    set.awaitCommitted();
    return ReplicaSetConfiguration.of(BsonDocument.parse(set.configuration().toJson()));
  }

  private static void reconfigure(TestReplicaSet set, ReplicaSetConfiguration next) {
    try (DirectAdmin primary = set.admin(set.primary())) {
      primary.run(new Document("replSetReconfig", next.document()));
    }
  }

  private static Transport with(SetAuthority authority) throws Exception {
    return Transport.tls(
        authority.pem(),
        Files.readString(
            authority.certificate("offshoot", "CN=offshoot,OU=apps,O=Acme", "offshoot.test")));
  }

  private static PlanTls tls(PlanningResult result) {
    assertThat(result).isInstanceOf(PlanningResult.Planned.class);
    return requireNonNull(((PlanningResult.Planned) result).plan().mongod().tls());
  }

  private static List<String> codes(PlanningResult result) {
    assertThat(result).isInstanceOf(PlanningResult.Refused.class);
    return ((PlanningResult.Refused) result)
        .refusals().stream().map(Refusal::code).distinct().toList();
  }
}
