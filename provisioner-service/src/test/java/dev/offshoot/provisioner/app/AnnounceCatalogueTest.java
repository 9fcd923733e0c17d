package dev.offshoot.provisioner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnounceCatalogueTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<EventEnvelope> published = new ArrayList<>();
  private final AnnounceCatalogue catalogue =
      new AnnounceCatalogue(new HostProviders(List.of(new FakeProvider())), published::add);

  @Test
  void announcesAtFirstAndThenOnlyOnceAnHour() {
    // Given
    assertThat(catalogue.announce(START)).isTrue();

    // When
    boolean soonAfter = catalogue.announce(START.plus(Duration.ofMinutes(59)));
    boolean anHourAfter = catalogue.announce(START.plus(Duration.ofMinutes(60)));

    // Then
    assertThat(soonAfter).isFalse();
    assertThat(anHourAfter).isTrue();
    assertThat(published).allMatch(e -> e.subject().equals("provisioner-service"));
    assertThat(published).extracting(EventEnvelope::id).doesNotHaveDuplicates().hasSize(2);
  }
}
