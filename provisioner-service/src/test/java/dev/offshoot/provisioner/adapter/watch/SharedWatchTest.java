package dev.offshoot.provisioner.adapter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offshoot.provisioner.app.HostWatch;
import dev.offshoot.provisioner.domain.HostEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often a provider is asked, about which hosts, and what each expansion is told. */
class SharedWatchTest {

  private static final HostEnd LOST = new HostEnd("INSTANCE_LOST", "it ended", "see", true);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final List<List<String>> looks = new ArrayList<>();
  private final TreeMap<String, HostEnd> ended = new TreeMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Runnable meanwhile = () -> {};

  private final SharedWatch watch =
      new SharedWatch(
          new HostWatch() {
            @Override
            public String name() {
              return "cloud";
            }

            @Override
            public SortedMap<String, HostEnd> ended(List<String> ids) {
              looks.add(ids);
              meanwhile.run();
              TreeMap<String, HostEnd> shown = new TreeMap<>(ended);
              shown.keySet().retainAll(ids);
              return shown;
            }
          },
          () -> now);

  private void passes(Duration time) {
    now = now.plus(time);
  }

  @Test
  void manyExpansionsMakeOneCallARoundForAllTheirHosts() {
    // Given ten expansions that ask one after the other within half a second
    for (int round = 0; round < 12; round++) {
      for (int expansion = 0; expansion < 10; expansion++) {
        // When
        assertThat(watch.ended(List.of("h" + expansion, "i" + expansion))).isEmpty();
        passes(Duration.ofMillis(50));
      }
      passes(PAUSE.minusMillis(500));
    }

    // Then
    assertThat(looks).hasSize(12);
    assertThat(looks.getFirst()).containsExactly("h0", "i0");
    assertThat(looks.subList(1, 12)).allMatch(hosts -> hosts.size() == 20);
  }

  @Test
  void anExpansionAloneLooksEachTime() {
    for (int round = 1; round <= 5; round++) {
      // When
      assertThat(watch.ended(List.of("h"))).isEmpty();
      passes(PAUSE);

      // Then
      assertThat(looks).hasSize(round);
    }
  }

  @Test
  void eachIsToldOfItsOwnHostsOnlyAlsoByALookOfAnother() {
    // Given
    assertThat(watch.ended(List.of("mine"))).isEmpty();
    assertThat(watch.ended(List.of("yours"))).isEmpty();
    ended.put("yours", LOST);
    passes(PAUSE);

    // Then
    assertThat(watch.ended(List.of("mine"))).isEmpty();
    assertThat(watch.ended(List.of("yours"))).containsOnlyKeys("yours");
    assertThat(looks).containsExactly(List.of("mine"), List.of("mine", "yours"));
  }

  @Test
  void aHostThatNobodyAsksAboutAnyMoreIsForgotten() {
    // Given
    assertThat(watch.ended(List.of("old"))).isEmpty();
    passes(SharedWatch.FORGOTTEN_AFTER.plusSeconds(1));

    // When
    assertThat(watch.ended(List.of("new"))).isEmpty();

    // Then
    assertThat(looks.getLast()).containsExactly("new");
  }

  @Test
  void whoAsksWhileAnotherLooksIsAnsweredByWhatWasSeenBefore() {
    // Given
    ended.put("mine", LOST);
    assertThat(watch.ended(List.of("mine"))).containsOnlyKeys("mine");
    passes(PAUSE);
    List<SortedMap<String, HostEnd>> beside = new ArrayList<>();
    meanwhile = () -> beside.add(watch.ended(List.of("mine")));

    // When
    assertThat(watch.ended(List.of("yours"))).isEmpty();

    // Then
    assertThat(looks).hasSize(2);
    assertThat(beside.getFirst()).containsOnlyKeys("mine");
  }

  @Test
  void aLookThatFailsIsFollowedByAnother() {
    // Given
    meanwhile =
        () -> {
          throw new IllegalStateException("no answer");
        };
    assertThatThrownBy(() -> watch.ended(List.of("mine"))).hasMessage("no answer");
    ended.put("mine", LOST);
    meanwhile = () -> {};
    passes(PAUSE);

    // Then
    assertThat(watch.ended(List.of("mine"))).containsOnlyKeys("mine");
  }

  @Test
  void aClockThatIsSetBackStopsNoLook() {
    // Given
    assertThat(watch.ended(List.of("mine"))).isEmpty();
    passes(Duration.ofHours(-1));

    // When
    assertThat(watch.ended(List.of("mine"))).isEmpty();

    // Then
    assertThat(looks).hasSize(2);
  }
}
