package dev.offshoot.provisioner.app;

import static dev.offshoot.contracts.EventType.BINARIES_REMOVED;
import static dev.offshoot.contracts.EventType.EXPANSION_ABORTED;
import static dev.offshoot.contracts.EventType.PLAN_CREATED;
import static dev.offshoot.contracts.EventType.RESOURCE_RELEASED;
import static dev.offshoot.provisioner.app.SampleEvents.DEPLOYMENT;
import static dev.offshoot.provisioner.app.SampleEvents.EXPANSION;
import static dev.offshoot.provisioner.app.SampleEvents.FIRST_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a release is told of the create call of its host, and what it does with the answers. */
class OpenCreateCallTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  private final FakeProvider provider = new FakeProvider();
  private final StageDriver driver =
      new StageDriver(
          new ProvisionerStage(
              new HostProviders(List.of(provider)),
              new EnrolmentTokens(name -> Optional.of("key")),
              "token @TOKEN@",
              (expansion, deployment, detail) -> {}));

  private void plannedThenAborted() {
    driver.hear(
        PLAN_CREATED,
        EXPANSION,
        DEPLOYMENT,
        SampleEvents.planCreated("automatic", FIRST_HOST, "127.88.1.1:27017"));
    run();
    driver.hear(EXPANSION_ABORTED, EXPANSION, DEPLOYMENT, SampleEvents.aborted());
    driver.hear(BINARIES_REMOVED, EXPANSION, DEPLOYMENT, SampleEvents.binariesRemoved());
  }

  private void run() {
    var unused = driver.runUntilIdle(EXPANSION, LONG);
  }

  private boolean isReleased() {
    return driver.published().stream().anyMatch(e -> e.type() == RESOURCE_RELEASED);
  }

  @Test
  void aCallThatWasNeverAnsweredIsHandedOverToBeRepeatedWordByWord() {
    // Given
    for (int i = 0; i < 10_000; i++) {
      provider.nextAnswers.add(new Requested.NotYet("no answer"));
    }
    plannedThenAborted();
    HostRequest asked = provider.requests.getFirst();

    // When
    run();

    // Then
    assertThat(provider.releaseCalls.getFirst()).isEqualTo(new CreateCall.MayBeOpen(asked));
    assertThat(isReleased()).isTrue();
  }

  @Test
  void anAnsweredCallIsNotRepeated() {
    // Given
    plannedThenAborted();

    // When
    run();

    // Then
    assertThat(provider.releaseCalls).containsOnly(new CreateCall.Settled());
  }

  @Test
  void theOnlyCallWasRefusedAndIsNotRepeated() {
    // Given
    provider.nextAnswers.add(new Requested.Refused("CLOUD_QUOTA_EXCEEDED", "no", "ask for more"));
    plannedThenAborted();

    // When
    run();

    // Then
    assertThat(provider.releaseCalls).containsOnly(new CreateCall.Settled());
    assertThat(isReleased()).isTrue();
  }

  @Test
  void aRefusalAfterACallWithoutAnAnswerLeavesThatOneOpen() {
    // Given
    provider.nextAnswers.add(new Requested.NotYet("no answer"));
    provider.nextAnswers.add(new Requested.Refused("CLOUD_QUOTA_EXCEEDED", "no", "ask for more"));
    plannedThenAborted();

    // When
    run();

    // Then
    assertThat(provider.releaseCalls.getFirst()).isInstanceOf(CreateCall.MayBeOpen.class);
  }

  @Test
  void afterARepeatedCallTheHostIsLookedForAgainForAWhileAndEndedIfItShowsUp() {
    // Given
    for (int i = 0; i < 10_000; i++) {
      provider.nextAnswers.add(new Requested.NotYet("no answer"));
    }
    plannedThenAborted();
    Instant before = driver.clock().instant();
    provider.nextReleases.add(new Released.CallRepeated("i-2 is ended"));

    // When
    run();

    // Then
    assertThat(provider.releaseCalls.getFirst()).isInstanceOf(CreateCall.MayBeOpen.class);
    assertThat(provider.releaseCalls.subList(1, provider.releaseCalls.size()))
        .hasSizeGreaterThan(5)
        .containsOnly(new CreateCall.Settled());
    assertThat(Duration.between(before, driver.clock().instant()))
        .isBetween(ReleaseHosts.SHOWS_WITHIN, ReleaseHosts.SHOWS_WITHIN.multipliedBy(2));
    assertThat(isReleased()).isTrue();
  }

  @Test
  void aCallWhoseHostWasFoundIsSettledAndNobodyWaitsLonger() {
    // Given
    provider.nextAnswers.add(new Requested.NotYet("no answer"));
    provider.nextAnswers.add(new Requested.Refused("ANY", "no", "none"));
    plannedThenAborted();
    provider.nextReleases.add(new Released.CallFound("i-1"));
    provider.nextReleases.add(new Released.NotYet("instance i-1 shuts down"));

    // When
    run();

    // Then
    assertThat(provider.releaseCalls).hasSize(3);
    assertThat(provider.releaseCalls.getFirst()).isInstanceOf(CreateCall.MayBeOpen.class);
    assertThat(provider.releaseCalls.subList(1, 3)).containsOnly(new CreateCall.Settled());
    assertThat(isReleased()).isTrue();
  }
}
