package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterDeploymentTest {

  private static final String PLAIN = "mongodb://h:1/?replicaSet=orders";

  private final StateFixture service = new StateFixture();
  private final RegisterDeployment registering = service.registering();

  @ParameterizedTest
  @CsvSource({
    "mongodb://h:1/?replicaSet=orders, , mongodb://h:1/?replicaSet=orders, true",
    "mongodb://h:1/?replicaSet=orders, true, mongodb://h:1/?replicaSet=orders, ",
    "mongodb://h:1/?replicaSet=orders, true, mongodb://h:1/?replicaSet=orders, false",
    "mongodb://h:1/?replicaSet=orders&tls=true, , mongodb://h:1/?replicaSet=orders, ",
    "mongodb://h:1/?replicaSet=orders, false, mongodb://h:1/?replicaSet=orders&tls=true, true",
    "mongodb://h:1, , mongodb://h:1, true"
  })
  void aChangeOfTlsAloneIsAChange(
      String first, @Nullable Boolean tlsFirst, String then, @Nullable Boolean tlsThen) {
    // Given
    boolean before = put(first, tlsFirst).tls();
    int looks = service.observations;

    // When
    Deployment changed = put(then, tlsThen);

    // Then
    assertThat(changed.tls()).isEqualTo(!before);
    assertThat(changed.reference().connectionString().contains("tls=true")).isEqualTo(!before);
    assertThat(service.deployments.find("orders")).contains(changed);
    assertThat(service.observations).as("looked at by the new way").isEqualTo(looks + 1);
    assertThat(service.audited.values().stream().map(AuditEntry::action).toList())
        .last()
        .isEqualTo(AuditEntry.Action.DEPLOYMENT_CHANGED);
  }

  @Test
  void theSameAgainChangesNothing() {
    // Given
    Deployment first = put(PLAIN, true);
    int looks = service.observations;

    // When
    Deployment again = put(PLAIN, true);
    Deployment asShown = put(PLAIN + "&tls=true", null);

    // Then
    assertThat(again).isEqualTo(first).isEqualTo(asShown);
    assertThat(service.observations).isEqualTo(looks);
  }

  @Test
  void aDeploymentStoredBeforeItsTlsWasReadFromTheConnectionStringIsCorrected() {
    // Given
    Deployment first = put(PLAIN + "&tls=true", null);
    var unused =
        service.deployments.save(
            new Deployment(
                first.reference(),
                false,
                first.registeredAt(),
                first.replicaSetId(),
                first.observation()));

    // When / Then
    assertThat(put(PLAIN + "&tls=true", true).tls()).isTrue();
    assertThat(service.deployments.find("orders").orElseThrow().tls()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"tls=true, false", "ssl=true, false", "tls=false, true", "ssl=false, true"})
  void aFieldThatContradictsTheConnectionStringIsRefused(String said, boolean field) {
    // When
    Outcome<RegisterDeployment.Registered> outcome =
        registering.put("orders", body(PLAIN + "&" + said, field), "eva");

    // Then
    assertThat(((Outcome.Refused<?>) outcome).problem().code())
        .isEqualTo(ProblemCode.INVALID_CONNECTION_STRING);
  }

  @Test
  void anAddressTemplateIsKeptAndOneThatServesTwoMembersIsRefusedWithWhatToWrite() {
    // When
    Outcome<RegisterDeployment.Registered> kept =
        registering.put("orders", templated("db{memberId}.example.com:27017"), "eva");
    Outcome<RegisterDeployment.Registered> refused =
        registering.put("orders", templated("db.example.com"), "eva");

    // Then
    Problem problem = ((Outcome.Refused<?>) refused).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_ADDRESS_TEMPLATE);
    assertThat(problem.detail()).contains("orders, db.example.com, ", "two members");
    assertThat(problem.remedy()).contains("{memberId}");
    assertThat(kept).isInstanceOf(Outcome.Done.class);
    assertThat(service.deployments.find("orders").orElseThrow().reference().addressTemplate())
        .isEqualTo("db{memberId}.example.com:27017");
  }

  private static DeploymentBody templated(String template) {
    return new DeploymentBody(PLAIN, "c", null, null, null, null, null, null, template);
  }

  private Deployment put(String connection, @Nullable Boolean tls) {
    Outcome<RegisterDeployment.Registered> outcome =
        registering.put("orders", body(connection, tls), "eva");
    return ((Outcome.Done<RegisterDeployment.Registered>) outcome).value().deployment();
  }

  private static DeploymentBody body(String connection, @Nullable Boolean tls) {
    return new DeploymentBody(
        connection, "c", null, null, null, tls == null ? null : TlsBody.of(tls), null, null, null);
  }
}
