package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanStep;
import dev.offshoot.planner.domain.requested.RequestedInstall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the mongod of a new host comes from. */
class InstallTest {

  private static final String SHA256 = "0123456789abcdef".repeat(4);

  @Test
  void aMongodTheHostHasNeedsNoneInTheCatalogue() {
    // When
    ExpansionPlan plan = plan(new RequestedInstall("existing", "/opt/mongodb/bin/mongod", null));

    // Then
    assertThat(plan.software().mongodKind()).isEqualTo("existing");
    assertThat(plan.software().mongodFrom()).isEqualTo("/opt/mongodb/bin/mongod");
    assertThat(plan.software().mongodSha256()).isEmpty();
    assertThat(install(plan).does())
        .startsWith("use the mongod " + plan.software().mongodVersion() + " that the host has")
        .contains("/opt/mongodb/bin/mongod", "refuse another version");
    assertThat(install(plan).byHand()).contains("MONGOD=\"${MONGOD:-/opt/mongodb/bin/mongod}\"");
  }

  @Test
  void theOneOnThePathIsMeantWhereNoneIsNamed() {
    // When
    ExpansionPlan plan = plan(new RequestedInstall("existing", null, null));

    // Then
    assertThat(plan.software().mongodFrom()).isNull();
    assertThat(install(plan).does()).contains("on its PATH");
  }

  @Test
  void aPackageIsNamedInTheStepThatInstallsIt() {
    // When
    ExpansionPlan named = plan(new RequestedInstall("package", null, null));
    ExpansionPlan file = plan(new RequestedInstall("package", "https://deb.example/m.deb", SHA256));

    // Then
    assertThat(install(named).does()).contains("from the package mongodb-org-server, hold it");
    assertThat(install(file).does()).contains("https://deb.example/m.deb", SHA256);
    assertThat(file.software().mongodSha256()).isEqualTo(SHA256);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "magic, -, -, host.install.kind is magic",
        "archive, /opt/mongod, -, host.install.from is /opt/mongod",
        "-, -, ab, host.install.sha256 is ab",
        "existing, bin/mongod, -, host.install.from is bin/mongod",
        "existing, /opt/$(id), -, host.install.from is /opt/$(id)",
        "existing, -, ab, host.install.sha256 is ab",
        "package, -o, -, host.install.from is -o",
        "package, http://deb.example/m.deb, -, host.install.from is http://deb.example/m.deb",
        "package, /opt/m.deb, -, host.install.sha256 is null",
        "package, mongodb-org-server, ab, host.install.sha256 is ab",
      })
  void aWishThatMeansNothingIsRefusedByItsField(
      @Nullable String kind, @Nullable String from, @Nullable String sha256, String said) {
    // When
    PlanningResult result = without(new RequestedInstall(kind, from, sha256)).plan();

    // Then
    assertThat(result)
        .isInstanceOfSatisfying(
            PlanningResult.Refused.class,
            rejected ->
                assertThat(rejected.refusals())
                    .anySatisfy(
                        refusal -> {
                          assertThat(refusal.code()).isEqualTo(RefusalCode.UNKNOWN_FIELD.name());
                          assertThat(refusal.detail()).contains(said);
                        }));
  }

  private static ExpansionPlan plan(RequestedInstall install) {
    return ((PlanningResult.Planned) without(install).plan()).plan();
  }

  /** With nothing in the catalogue. */
  private static SetBuilder without(RequestedInstall install) {
    return threeMembers().with(s -> s.install = install).with(s -> s.artifacts = List.of());
  }

  private static PlanStep install(ExpansionPlan plan) {
    return plan.steps().get(1);
  }
}
