package dev.offshoot.provisioner.app;

import static dev.offshoot.contracts.EventType.ATTENTION_REQUESTED;
import static dev.offshoot.contracts.EventType.BINARIES_REMOVED;
import static dev.offshoot.contracts.EventType.EXPANSION_ABORTED;
import static dev.offshoot.contracts.EventType.PLAN_APPROVED;
import static dev.offshoot.contracts.EventType.PLAN_CREATED;
import static dev.offshoot.contracts.EventType.RESOURCE_PROVISIONED;
import static dev.offshoot.contracts.EventType.RESOURCE_RELEASED;
import static dev.offshoot.provisioner.app.SampleEvents.DEPLOYMENT;
import static dev.offshoot.provisioner.app.SampleEvents.EXPANSION;
import static dev.offshoot.provisioner.app.SampleEvents.FIRST_HOST;
import static dev.offshoot.provisioner.app.SampleEvents.SECOND_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisionerStageTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  private final FakeProvider provider = new FakeProvider();
  private final List<String> said = new ArrayList<>();
  private final StageDriver driver = new StageDriver(stage(Optional.of("key")));

  private ProvisionerStage stage(Optional<String> key) {
    return new ProvisionerStage(
        new HostProviders(List.of(provider)),
        new EnrolmentTokens(name -> name.equals(EnrolmentTokens.KEY) ? key : Optional.empty()),
        "token @TOKEN@",
        (expansion, deployment, detail) -> said.add(detail));
  }

  private void hearPlan(String approval) {
    driver.hear(
        PLAN_CREATED,
        EXPANSION,
        DEPLOYMENT,
        SampleEvents.planCreated(
            approval, FIRST_HOST, "127.88.1.1:27017", SECOND_HOST, "127.88.1.2:27017"));
  }

  private void run() {
    var unused = driver.runUntilIdle(EXPANSION, LONG);
  }

  private List<EventEnvelope> published(EventType type) {
    return driver.published().stream().filter(e -> e.type() == type).toList();
  }

  @Test
  void makesEveryHostOfAnAutomaticPlanAndCarriesThePlanOnUnchanged() {
    // Given
    hearPlan("automatic");

    // When
    run();

    // Then
    assertThat(provider.hosts).containsOnlyKeys(FIRST_HOST, SECOND_HOST);
    assertThat(published(RESOURCE_PROVISIONED)).hasSize(1);
    var data = published(RESOURCE_PROVISIONED).getFirst().data();
    assertThat(data.at("/plan/unknownToUs/kept").asBoolean()).isTrue();
    assertThat(data.at("/hosts/1/hostRequestId").asText()).isEqualTo(SECOND_HOST);
    assertThat(data.at("/hosts/1/memberId").asInt()).isEqualTo(4);
    assertThat(said).hasSize(2);
  }

  @Test
  void publishesTheHashOfTheTokenAndStoresNeither() {
    // Given
    hearPlan("automatic");

    // When
    run();

    // Then
    String token = provider.requests.getFirst().userData().script().replace("token ", "");
    String hash =
        published(RESOURCE_PROVISIONED).getFirst().data().at("/hosts/0/tokenHash").asText();
    assertThat(hash).isEqualTo(EnrolmentTokens.hash(token)).hasSize(64);
    assertThat(driver.store().find(EXPANSION).orElseThrow().toString()).doesNotContain(token);
  }

  @Test
  void waitsForAnApprovalOfTheSameDigestInEitherOrder() {
    // Given
    driver.hear(PLAN_APPROVED, EXPANSION, DEPLOYMENT, SampleEvents.approved("another"));
    driver.hear(PLAN_APPROVED, EXPANSION, DEPLOYMENT, SampleEvents.approved(SampleEvents.DIGEST));
    run();
    assertThat(provider.requests).isEmpty();

    // When
    hearPlan("required");
    run();

    // Then
    assertThat(published(RESOURCE_PROVISIONED)).hasSize(1);
  }

  @Test
  void anApprovalOfAnotherDigestStartsNothing() {
    // Given
    hearPlan("required");
    driver.hear(PLAN_APPROVED, EXPANSION, DEPLOYMENT, SampleEvents.approved("another"));

    // When
    run();

    // Then
    assertThat(provider.requests).isEmpty();
  }

  @Test
  void neverStartsAPlanThatIsOnlyToBeLookedAt() {
    // Given
    hearPlan("plan-only");
    driver.hear(PLAN_APPROVED, EXPANSION, DEPLOYMENT, SampleEvents.approved(SampleEvents.DIGEST));

    // When
    run();

    // Then
    assertThat(provider.requests).isEmpty();
  }

  @Test
  void anExpiredPlanIsNotStarted() {
    // Given
    driver.hear(
        PLAN_CREATED,
        EXPANSION,
        DEPLOYMENT,
        SampleEvents.expiringAt(
            SampleEvents.planCreated("automatic", FIRST_HOST, "127.88.1.1:27017"),
            "2025-12-31T00:00:00Z"));

    // When
    run();

    // Then
    assertThat(provider.requests).isEmpty();
    assertThat(published(EXPANSION_ABORTED).getFirst().data().at("/cause/code").asText())
        .isEqualTo("PLAN_EXPIRED");
  }

  @Test
  void aRefusalOfTheProviderAbortsWithItsCode() {
    // Given
    provider.nextAnswers.add(new Requested.Refused("ADDRESS_IN_USE", "somebody listens", "end it"));
    hearPlan("automatic");

    // When
    run();

    // Then
    assertThat(published(EXPANSION_ABORTED).getFirst().data().at("/cause/code").asText())
        .isEqualTo("ADDRESS_IN_USE");
    assertThat(published(RESOURCE_PROVISIONED)).isEmpty();
  }

  @Test
  void aMissingKeyAbortsBeforeAnythingIsMade() {
    // Given
    StageDriver keyless = new StageDriver(stage(Optional.empty()));
    keyless.hear(
        PLAN_CREATED,
        EXPANSION,
        DEPLOYMENT,
        SampleEvents.planCreated("automatic", FIRST_HOST, "127.88.1.1:27017"));

    // When
    var unused = keyless.runUntilIdle(EXPANSION, LONG);

    // Then
    assertThat(provider.requests).isEmpty();
    assertThat(keyless.published().getFirst().data().at("/cause/code").asText())
        .isEqualTo("ENROLMENT_KEY_MISSING");
  }

  @Test
  void aHostThatTakesItsTimeDoesNotHoldUpTheOther() {
    // Given
    provider.nextAnswers.add(new Requested.NotYet("being made"));
    hearPlan("automatic");

    // When
    run();

    // Then
    assertThat(provider.requests.stream().map(r -> r.id()).limit(2))
        .containsExactly(FIRST_HOST, SECOND_HOST);
    assertThat(published(RESOURCE_PROVISIONED)).hasSize(1);
  }

  @Test
  void givesUpOnAProviderThatNeverAnswers() {
    // Given
    for (int i = 0; i < 10_000; i++) {
      provider.nextAnswers.add(new Requested.NotYet("no answer"));
    }
    hearPlan("automatic");

    // When
    run();

    // Then
    assertThat(published(EXPANSION_ABORTED).getFirst().data().at("/cause/code").asText())
        .isEqualTo("PROVIDER_UNAVAILABLE");
  }

  @Test
  void releasesNothingOnTheAbortAlone() {
    // Given
    hearPlan("automatic");
    run();

    // When
    driver.hear(EXPANSION_ABORTED, EXPANSION, DEPLOYMENT, SampleEvents.aborted());
    run();

    // Then
    assertThat(provider.hosts).hasSize(2);
    assertThat(published(RESOURCE_RELEASED)).isEmpty();
  }

  @Test
  void releasesItsHostsOnceTheBinariesAreRemoved() {
    // Given
    hearPlan("automatic");
    run();
    driver.hear(EXPANSION_ABORTED, EXPANSION, DEPLOYMENT, SampleEvents.aborted());

    // When
    driver.hear(BINARIES_REMOVED, EXPANSION, DEPLOYMENT, SampleEvents.binariesRemoved());
    run();

    // Then
    assertThat(provider.hosts).isEmpty();
    assertThat(published(RESOURCE_RELEASED)).hasSize(1);
    assertThat(published(RESOURCE_RELEASED).getFirst().data().get("hostRequestIds"))
        .map(node -> node.asText())
        .containsExactly(FIRST_HOST, SECOND_HOST);
  }

  @Test
  void saysSoWhenThereWasNothingToRelease() {
    // Given
    driver.hear(EXPANSION_ABORTED, EXPANSION, DEPLOYMENT, SampleEvents.aborted());

    // When
    driver.hear(BINARIES_REMOVED, EXPANSION, DEPLOYMENT, SampleEvents.binariesRemoved());
    hearPlan("automatic");
    run();

    // Then
    assertThat(provider.requests).isEmpty();
    assertThat(published(RESOURCE_RELEASED)).hasSize(1);
  }

  @Test
  void asksAPersonWhileSomethingLivesOnTheHostAndGoesOnByItself() {
    // Given
    hearPlan("automatic");
    run();
    provider.nextReleases.add(new Released.InUse("mongod still runs"));
    provider.nextReleases.add(new Released.InUse("mongod still runs"));
    provider.nextReleases.add(new Released.InUse("mongod still runs"));

    // When
    driver.hear(BINARIES_REMOVED, EXPANSION, DEPLOYMENT, SampleEvents.binariesRemoved());
    run();

    // Then
    assertThat(published(ATTENTION_REQUESTED).getFirst().data().at("/cause/code").asText())
        .isEqualTo("HOST_IN_USE");
    assertThat(published(ATTENTION_REQUESTED).getLast().data().get("resolved").asBoolean())
        .isTrue();
    assertThat(published(RESOURCE_RELEASED)).hasSize(1);
  }

  @Test
  void releasesAHostThatAnExpansionMadeWhenAPersonGaveItBack() {
    // Given
    hearPlan("automatic");
    run();
    provider.nextReleases.add(new Released.InUse("mongod still runs"));
    String removal = "0191d5c2-7f3a-7000-8000-0000000000aa";
    BinariesRemoved cleaned =
        new BinariesRemoved(removal, SampleEvents.REFERENCE, List.of(SECOND_HOST));

    // When
    driver.hear(BINARIES_REMOVED, removal, DEPLOYMENT, cleaned);
    var unused = driver.runUntilIdle(removal, LONG);

    // Then
    assertThat(provider.hosts).containsOnlyKeys(FIRST_HOST);
    assertThat(published(ATTENTION_REQUESTED).getFirst().data().at("/cause/code").asText())
        .isEqualTo("HOST_IN_USE");
    assertThat(published(RESOURCE_RELEASED).getFirst().data().get("hostRequestIds"))
        .map(node -> node.asText())
        .containsExactly(SECOND_HOST);
  }

  @Test
  void looksLessAndLessOftenForAHostThatIsNotReleasedAndThenAsksAPerson() {
    // Given
    hearPlan("automatic");
    run();
    for (int i = 0; i < 10_000; i++) {
      provider.nextReleases.add(new Released.NotYet("no answer"));
    }
    String removal = "0191d5c2-7f3a-7000-8000-0000000000aa";

    // When
    driver.hear(
        BINARIES_REMOVED,
        removal,
        DEPLOYMENT,
        new BinariesRemoved(removal, SampleEvents.REFERENCE, List.of(SECOND_HOST)));
    var unused = driver.runUntilIdle(removal, Duration.ofMinutes(15));

    // Then
    assertThat(10_000 - provider.nextReleases.size()).isLessThan(500);
    assertThat(published(ATTENTION_REQUESTED).getFirst().data().at("/cause/code").asText())
        .isEqualTo("HOST_NOT_RELEASED");
    assertThat(published(RESOURCE_RELEASED)).isEmpty();
  }
}
