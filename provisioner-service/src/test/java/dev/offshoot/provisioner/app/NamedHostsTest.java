package dev.offshoot.provisioner.app;

import static dev.offshoot.contracts.EventType.BINARIES_REMOVED;
import static dev.offshoot.contracts.EventType.EXPANSION_ABORTED;
import static dev.offshoot.contracts.EventType.PLAN_CREATED;
import static dev.offshoot.contracts.EventType.RESOURCE_PROVISIONED;
import static dev.offshoot.contracts.EventType.RESOURCE_RELEASED;
import static dev.offshoot.provisioner.app.SampleEvents.DEPLOYMENT;
import static dev.offshoot.provisioner.app.SampleEvents.EXPANSION;
import static dev.offshoot.provisioner.app.SampleEvents.FIRST_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.DnsChange;
import dev.offshoot.provisioner.domain.DnsChange.Action;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamedHostsTest {

  private static final String NAME = "db4.example.com";

  private final FakeProvider provider = new FakeProvider();
  private final List<DnsChange> asked = new ArrayList<>();
  private @Nullable String refusal;
  private Instant now = Instant.EPOCH;
  private Duration hookTakes = Duration.ZERO;
  private final InstantSource clock = () -> now;
  private final NamedHosts named = new NamedHosts(provider, this::change, clock);
  private final StageDriver driver =
      new StageDriver(
          new ProvisionerStage(
              new HostProviders(List.of(named)),
              new EnrolmentTokens(name -> Optional.of("key")),
              "token @TOKEN@",
              (expansion, deployment, detail) -> {}));

  private DnsHook.Outcome change(DnsChange change) {
    asked.add(change);
    now = now.plus(hookTakes);
    return refusal == null ? new DnsHook.Outcome.Done() : new DnsHook.Outcome.Failed(refusal);
  }

  private void hear(String address, @Nullable String ip) {
    provider.hosts.put(FIRST_HOST, new Host(FIRST_HOST, address, "i-1", null, ip));
    driver.hear(
        PLAN_CREATED,
        EXPANSION,
        DEPLOYMENT,
        SampleEvents.planCreated("automatic", FIRST_HOST, address));
    run();
  }

  private void run() {
    var unused = driver.runUntilIdle(EXPANSION, Duration.ofMinutes(30));
  }

  private Optional<JsonNode> published(EventType type) {
    return driver.published().stream().filter(e -> e.type() == type).map(e -> e.data()).findFirst();
  }

  @Test
  void aHostIsMadeOnceItsNameLeadsToIt() {
    // When
    hear(NAME + ":27017", "10.0.0.9");

    // Then
    assertThat(asked)
        .containsExactly(new DnsChange(Action.UPSERT, NAME, "10.0.0.9", FIRST_HOST, "i-1"));
    assertThat(published(RESOURCE_PROVISIONED)).isPresent();
  }

  @Test
  void aHookThatFailsForTooLongIsNamedAndTheHostIsGivenBackAfterItsName() {
    // Given
    refusal = "the command ended with 1: no such zone";
    hear(NAME + ":27017", "10.0.0.9");
    assertThat(published(RESOURCE_PROVISIONED)).isEmpty();
    JsonNode cause = published(EXPANSION_ABORTED).orElseThrow().path("cause");
    assertThat(cause.path("code").asText()).isEqualTo("DNS_HOOK_FAILED");
    assertThat(cause.path("detail").asText()).contains(NAME, "10.0.0.9", "no such zone");

    // When
    refusal = null;
    driver.hear(BINARIES_REMOVED, EXPANSION, DEPLOYMENT, SampleEvents.binariesRemoved());
    run();

    // Then
    assertThat(asked.getLast())
        .isEqualTo(new DnsChange(Action.DELETE, NAME, "10.0.0.9", FIRST_HOST, "i-1"));
    assertThat(published(RESOURCE_RELEASED)).isPresent();
    assertThat(provider.hosts).isEmpty();
  }

  @Test
  void aHostWhoseNameIsNotGoneIsKept() {
    // Given
    hear(NAME + ":27017", "10.0.0.9");
    refusal = "no such zone";

    // When
    Released released = named.release(FIRST_HOST, new CreateCall.Settled());

    // Then
    assertThat(released)
        .isEqualTo(
            new Released.NotYet("the DNS hook did not take db4.example.com back: no such zone"));
    assertThat(provider.releaseCalls).isEmpty();
    assertThat(provider.hosts).hasSize(1);
  }

  @Test
  void aSlowHookLeavesTheReleaseToTheNextCallSoThatNeitherOutlastsTheDeadline() {
    // Given
    hear(NAME + ":27017", "10.0.0.9");
    hookTakes = Duration.ofSeconds(9);

    // When
    Released first = named.release(FIRST_HOST, new CreateCall.Settled());
    hookTakes = Duration.ZERO;
    Released second = named.release(FIRST_HOST, new CreateCall.Settled());

    // Then
    assertThat(first).isInstanceOf(Released.NotYet.class);
    assertThat(second).isInstanceOf(Released.Gone.class);
  }

  @Test
  void anAddressGivenByNumberNeedsNoName() {
    // When
    hear("10.0.0.9:27017", "10.0.0.9");

    // Then
    assertThat(asked).isEmpty();
    assertThat(published(RESOURCE_PROVISIONED)).isPresent();
  }

  @Test
  void aProviderThatDoesNotKnowTheHostsAddressIsNamed() {
    // When
    hear(NAME + ":27017", null);

    // Then
    assertThat(asked).isEmpty();
    assertThat(published(EXPANSION_ABORTED).orElseThrow().at("/cause/detail").asText())
        .contains("does not say its IP address");
  }
}
