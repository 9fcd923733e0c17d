package dev.offshoot.provisioner.app;

import static dev.offshoot.contracts.EventType.BINARIES_REMOVED;
import static dev.offshoot.contracts.EventType.EXPANSION_ABORTED;
import static dev.offshoot.contracts.EventType.EXPANSION_CLOSED;
import static dev.offshoot.contracts.EventType.HOST_LOST;
import static dev.offshoot.contracts.EventType.PLAN_CREATED;
import static dev.offshoot.contracts.EventType.RESOURCE_PROVISIONED;
import static dev.offshoot.contracts.EventType.RESOURCE_RELEASED;
import static dev.offshoot.provisioner.app.SampleEvents.DEPLOYMENT;
import static dev.offshoot.provisioner.app.SampleEvents.EXPANSION;
import static dev.offshoot.provisioner.app.SampleEvents.FIRST_HOST;
import static dev.offshoot.provisioner.app.SampleEvents.SECOND_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.provisioner.domain.HostEnd;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts of a provider that can tell that one has ended. */
class WatchHostsTest {

  private static final Duration A_WHILE = Duration.ofMinutes(1);
  private static final HostEnd TERMINATED = new HostEnd("INSTANCE_LOST", "i-2 ended", "see", true);
  private static final HostEnd STOPPED = new HostEnd("INSTANCE_STOPPED", "i-2 stops", "see", false);

  private final FakeProvider provider = new FakeProvider();
  private final StageDriver driver =
      new StageDriver(
          new ProvisionerStage(
              new HostProviders(List.of(provider), List.of(provider)),
              new EnrolmentTokens(name -> Optional.of("key")),
              "token @TOKEN@",
              (expansion, deployment, detail) -> {}));

  @BeforeEach
  void bothHostsAreMade() {
    driver.hear(
        PLAN_CREATED,
        EXPANSION,
        DEPLOYMENT,
        SampleEvents.planCreated(
            "automatic", FIRST_HOST, "127.88.1.1:27017", SECOND_HOST, "127.88.1.2:27017"));
    run();
    assertThat(all(RESOURCE_PROVISIONED)).hasSize(1);
    assertThat(all(EXPANSION_ABORTED)).isEmpty();
  }

  @Test
  void allHostsOfAProviderAreLookedAtOnceARound() {
    // Given
    int before = provider.looks;

    // When
    run();

    // Then a minute has as many rounds as it has times five seconds, and not twice as many
    assertThat(provider.looks - before).isBetween(1, 13);
  }

  @Test
  void aHostThatEndsEndsTheWayForwardAndIsNamedOnce() {
    // Given
    provider.ended.put(SECOND_HOST, TERMINATED);

    // When
    run();

    // Then
    assertThat(all(EXPANSION_ABORTED)).hasSize(1);
    assertThat(all(EXPANSION_ABORTED).getFirst().at("/cause/code").asText())
        .isEqualTo("INSTANCE_LOST");
    assertThat(all(HOST_LOST)).hasSize(1);
    assertThat(all(HOST_LOST).getFirst().at("/hostRequestId").asText()).isEqualTo(SECOND_HOST);
    assertThat(provider.released).isEmpty();

    // When
    driver.hear(BINARIES_REMOVED, EXPANSION, DEPLOYMENT, SampleEvents.binariesRemoved());
    run();

    // Then
    assertThat(provider.released).containsExactlyInAnyOrder(FIRST_HOST, SECOND_HOST);
    assertThat(all(RESOURCE_RELEASED)).hasSize(1);
  }

  @Test
  void aHostThatMayRunAgainIsNotSaidToBeLost() {
    // Given
    provider.ended.put(SECOND_HOST, STOPPED);

    // When
    run();

    // Then
    assertThat(all(EXPANSION_ABORTED).getFirst().at("/cause/code").asText())
        .isEqualTo("INSTANCE_STOPPED");
    assertThat(all(HOST_LOST)).isEmpty();

    // When
    provider.ended.put(SECOND_HOST, TERMINATED);
    run();

    // Then
    assertThat(all(HOST_LOST)).hasSize(1);
    assertThat(all(EXPANSION_ABORTED)).hasSize(1);
  }

  @Test
  void onTheWayBackALostHostIsNamedAndNothingIsReleasedForIt() {
    // Given
    driver.hear(EXPANSION_ABORTED, EXPANSION, DEPLOYMENT, SampleEvents.aborted());
    run();
    provider.ended.put(FIRST_HOST, TERMINATED);

    // When
    run();

    // Then
    assertThat(all(HOST_LOST)).hasSize(1);
    assertThat(all(EXPANSION_ABORTED)).isEmpty();
    assertThat(provider.released).isEmpty();
  }

  @Test
  void nobodyLooksOnceTheExpansionIsOver() {
    // Given
    driver.hear(EXPANSION_CLOSED, EXPANSION, DEPLOYMENT, closed());
    provider.ended.put(FIRST_HOST, TERMINATED);

    // When
    run();

    // Then
    assertThat(all(HOST_LOST)).isEmpty();
    assertThat(all(EXPANSION_ABORTED)).isEmpty();
  }

  private static ExpansionClosed closed() {
    return new ExpansionClosed(EXPANSION, DEPLOYMENT, "COMPLETED", null, null, null);
  }

  private void run() {
    var unused = driver.runUntilIdle(EXPANSION, A_WHILE);
  }

  private List<JsonNode> all(EventType type) {
    return driver.published().stream()
        .filter(each -> each.type() == type)
        .map(EventEnvelope::data)
        .toList();
  }
}
