package dev.offshoot.provisioner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Leftover;
import dev.offshoot.provisioner.domain.leftover.Holding;
import dev.offshoot.stage.StageDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindLeftoversTest {

  private static final Duration LONG = Duration.ofMinutes(30);
  private static final String REMOVAL = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0099";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final FakeProvider provider = new FakeProvider();
  private final HostProviders providers = new HostProviders(List.of(provider));
  private final StageDriver driver =
      new StageDriver(
          new ProvisionerStage(
              providers,
              new EnrolmentTokens(name -> Optional.of("key")),
              "token @TOKEN@",
              (expansion, deployment, detail) -> {}));
  private final FindLeftovers finder = new FindLeftovers(providers, driver.store()::after);

  @Test
  void aHostThatAnExpansionMadeIsNeededUntilItIsGivenBack() {
    // Given
    made();
    assertThat(left()).isEmpty();

    // When it was given back, and the provider shows a disk of it
    hear(EventType.EXPANSION_ABORTED, SampleEvents.EXPANSION, SampleEvents.aborted());
    hear(EventType.BINARIES_REMOVED, SampleEvents.EXPANSION, SampleEvents.binariesRemoved());
    provider.more.add(volume(SampleEvents.FIRST_HOST));

    // Then
    assertThat(left())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.standing()).isEqualTo("RELEASED");
              assertThat(one.expansionId()).isEqualTo(SampleEvents.EXPANSION);
              assertThat(one.reference()).isEqualTo("vol-1");
            });
  }

  @Test
  void aHostThatAPersonGaveBackIsReleasedByTheRemovalsJournal() {
    // Given
    made();

    // When
    hear(
        EventType.BINARIES_REMOVED,
        REMOVAL,
        new BinariesRemoved(REMOVAL, SampleEvents.REFERENCE, List.of(SampleEvents.FIRST_HOST)));
    provider.more.add(volume(SampleEvents.FIRST_HOST));

    // Then
    assertThat(left())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.standing()).isEqualTo("RELEASED");
              assertThat(one.expansionId()).isEqualTo(REMOVAL);
            });
  }

  @Test
  void aDiskWhoseHostIsGoneIsReportedAlthoughAJournalCountsOnIt() {
    // Given
    made();
    provider.more.add(volume(SampleEvents.FIRST_HOST));
    assertThat(left()).isEmpty();

    // When
    provider.hosts.clear();

    // Then
    assertThat(left()).extracting(Leftover::standing).containsExactly("HOST_GONE");
  }

  @Test
  void whatNobodyAskedForIsReportedAndStaysWhereItIs() {
    // Given
    provider.more.add(volume("somebody-elses"));

    // Then
    assertThat(left()).extracting(Leftover::standing).containsExactly("UNKNOWN");
    assertThat(provider.releaseCalls).isEmpty();
  }

  @Test
  void aProviderThatDoesNotAnswerIsNamedAndNotTakenForEmpty() {
    // Given
    provider.unseen = "no answer";

    // Then
    assertThat(finder.find(NOW).unseen())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.provider()).isEqualTo("local");
              assertThat(one.reason()).isEqualTo("no answer");
            });
  }

  @Test
  void itIsAnnouncedAtFirstWhenItChangesAndOnceAnHour() {
    // Given
    List<EventEnvelope> published = new ArrayList<>();
    AnnounceLeftovers announce = new AnnounceLeftovers(finder, published::add);

    // When
    assertThat(announce.announce(NOW).changed()).isTrue();
    assertThat(announce.announce(NOW.plus(Duration.ofMinutes(5))).changed()).isFalse();
    assertThat(published).hasSize(1);
    assertThat(announce.announce(NOW.plus(Duration.ofMinutes(60))).changed()).isFalse();
    assertThat(published).hasSize(2);
    provider.more.add(volume("somebody-elses"));
    assertThat(announce.announce(NOW.plus(Duration.ofMinutes(61))).changed()).isTrue();

    // Then
    assertThat(published).hasSize(3).allMatch(e -> e.type() == EventType.LEFTOVERS_FOUND);
    assertThat(published).extracting(EventEnvelope::id).doesNotHaveDuplicates();
  }

  private void made() {
    hear(
        EventType.PLAN_CREATED,
        SampleEvents.EXPANSION,
        SampleEvents.planCreated("automatic", SampleEvents.FIRST_HOST, "127.88.1.1:27017"));
    assertThat(provider.hosts).hasSize(1);
  }

  private void hear(EventType type, String expansion, Object data) {
    driver.hear(type, expansion, SampleEvents.DEPLOYMENT, ContractJson.tree(data));
    var unused = driver.runUntilIdle(expansion, LONG);
  }

  private List<Leftover> left() {
    return finder.find(NOW).leftovers();
  }

  private static Holding volume(String host) {
    return new Holding(Holding.Kind.VOLUME, "vol-1", host, "127.88.1.1:27017", "available");
  }
}
