package dev.offshoot.provisioner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.LeftoverFoundEmpty;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemoveLeftoversTest {

  private static final Duration LONG = Duration.ofMinutes(30);
  private static final String REMOVAL = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0099";
  private static final String HOST = SampleEvents.FIRST_HOST;

  private final FakeProvider provider = new FakeProvider();
  private final StageDriver driver = driver();

  @Test
  void aHostWhoseReleaseWasLostIsReleasedOnceItsExpansionEndedRolledBack() {
    // Given
    made();
    close("ROLLED_BACK");
    provider.nextReleases.add(new Released.NotYet("it shuts down"));

    // When
    ask(REMOVAL, Duration.ZERO);

    // Then
    assertThat(provider.hosts).isEmpty();
    assertThat(said(EventType.RESOURCE_RELEASED))
        .extracting(event -> event.data().at("/hostRequestIds/0").asText())
        .containsExactly(HOST);
    assertThat(said(EventType.ATTENTION_REQUESTED)).isEmpty();
  }

  @Test
  void whatNoJournalAskedForStays() {
    // When
    ask(REMOVAL, Duration.ZERO);

    // Then
    refused("LEFTOVER_NOT_OURS");
  }

  @Test
  void aHostThatLastsStays() {
    // Given
    made();
    close("COMPLETED");

    // When
    ask(REMOVAL, Duration.ZERO);

    // Then
    refused("LEFTOVER_STILL_HELD");
    assertThat(provider.hosts).hasSize(1);
  }

  @Test
  void aRefusalIsForGoodAlsoWhenTheHostIsGivenBackAfterwards() {
    // Given
    made();
    ask(REMOVAL, Duration.ZERO);

    // When
    close("ROLLED_BACK");
    run(REMOVAL);

    // Then
    refused("LEFTOVER_STILL_HELD");
    assertThat(provider.hosts).hasSize(1);
  }

  @Test
  void nothingGoesOnALookAtTheSetsThatIsOld() {
    // Given
    made();
    close("ROLLED_BACK");

    // When
    ask(REMOVAL, Duration.ofMinutes(11));

    // Then
    refused("LEFTOVER_CHECK_TOO_OLD");
  }

  @Test
  void whatWasBegunGoesOnHoweverOldTheLookIsByThen() {
    // Given
    made();
    close("ROLLED_BACK");
    for (int i = 0; i < 500; i++) {
      provider.nextReleases.add(new Released.NotYet("no answer"));
    }

    // When
    ask(REMOVAL, Duration.ZERO);

    // Then
    assertThat(provider.hosts).isEmpty();
    assertThat(said(EventType.RESOURCE_RELEASED)).hasSize(1);
  }

  @Test
  void twiceIsOnceAndAClosedRemovalDoesNothing() {
    // Given
    made();
    close("ROLLED_BACK");
    ask(REMOVAL, Duration.ZERO);
    int calls = provider.releaseCalls.size();

    // When
    hear(
        EventType.EXPANSION_CLOSED,
        REMOVAL,
        new ExpansionClosed(REMOVAL, "orders", "ROLLED_BACK", "LEFTOVER_REMOVED", null, null));
    run(REMOVAL);

    // Then
    assertThat(provider.releaseCalls).hasSize(calls);
    assertThat(said(EventType.RESOURCE_RELEASED)).hasSize(1);
  }

  @Test
  void everyOtherJournalIsTheStagesOwn() {
    // Given
    made();

    // When
    hear(
        EventType.BINARIES_REMOVED,
        REMOVAL,
        new BinariesRemoved(REMOVAL, SampleEvents.REFERENCE, List.of(HOST)));
    run(REMOVAL);

    // Then
    assertThat(provider.hosts).isEmpty();
  }

  private void refused(String code) {
    assertThat(said(EventType.ATTENTION_REQUESTED))
        .singleElement()
        .satisfies(event -> assertThat(event.data().at("/cause/code").asText()).isEqualTo(code));
    assertThat(said(EventType.RESOURCE_RELEASED)).isEmpty();
    assertThat(provider.releaseCalls).isEmpty();
  }

  private StageDriver driver() {
    HostProviders providers = new HostProviders(List.of(provider));
    ProvisionerStage expansions =
        new ProvisionerStage(
            providers,
            new EnrolmentTokens(name -> Optional.of("key")),
            "token @TOKEN@",
            (expansion, deployment, detail) -> {});
    return new StageDriver(new RemoveLeftovers(expansions, providers, this::journals));
  }

  private List<Journal> journals(String after, int limit) {
    return driver.store().after(after, limit);
  }

  private void made() {
    hear(
        EventType.PLAN_CREATED,
        SampleEvents.EXPANSION,
        SampleEvents.planCreated("automatic", HOST, "127.88.1.1:27017"));
    run(SampleEvents.EXPANSION);
    assertThat(provider.hosts).hasSize(1);
  }

  private void close(String outcome) {
    hear(
        EventType.EXPANSION_CLOSED,
        SampleEvents.EXPANSION,
        new ExpansionClosed(SampleEvents.EXPANSION, "orders", outcome, null, null, null));
    run(SampleEvents.EXPANSION);
  }

  private void ask(String removal, Duration ago) {
    hear(
        EventType.LEFTOVER_FOUND_EMPTY,
        removal,
        new LeftoverFoundEmpty(
            removal, SampleEvents.REFERENCE, HOST, driver.clock().instant().minus(ago)));
    run(removal);
  }

  private void hear(EventType type, String expansion, Object data) {
    driver.hear(type, expansion, SampleEvents.DEPLOYMENT, ContractJson.tree(data));
  }

  private void run(String expansion) {
    var unused = driver.runUntilIdle(expansion, LONG);
  }

  /** A fact that is sent again is the same fact. */
  private List<EventEnvelope> said(EventType type) {
    return driver.published().stream()
        .filter(event -> event.type() == type && REMOVAL.equals(event.expansionId()))
        .distinct()
        .toList();
  }
}
