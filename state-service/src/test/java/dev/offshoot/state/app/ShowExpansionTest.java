package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.CopyProgress;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.state.domain.ExpansionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShowExpansionTest {

  private static final ExpansionRequest ONE_MORE =
      new ExpansionRequest("orders", null, null, null, null, List.of(), List.of());

  private final StateFixture service = new StateFixture();

  @Test
  void progressIsShownWhileItGoesOnAndNotWhenItIsOver() {
    // Given
    String id =
        ((Outcome.Done<StoredExpansion>) service.request.ask(ONE_MORE, "eva", null)).value().id();
    service.run(id);
    service.driver.hear(EventType.SYNC_PROGRESSED, id, "orders", halfway(id));
    ExpansionView.Progress shown = Objects.requireNonNull(service.view(id).progress());
    assertThat(shown.bytesCopied()).isEqualTo(50);
    assertThat(shown.remaining()).isEqualTo(Duration.ofSeconds(5));

    // When
    service.driver.hear(
        EventType.SYNC_COMPLETED,
        id,
        "orders",
        new SyncCompleted(
            id, StateFixture.ORDERS, ONE_MORE, List.of(), List.of(), List.of(), List.of()));
    service.run(id);

    // Then
    assertThat(service.view(id).status()).isEqualTo(ExpansionStatus.COMPLETED);
    assertThat(service.view(id).progress()).isNull();
  }

  private SyncProgressed halfway(String id) {
    return new SyncProgressed(
        id,
        "orders",
        "synchronize",
        "copying",
        List.of(),
        new CopyProgress(50, 100, 10, Duration.ofSeconds(5), null),
        service.driver.clock().instant());
  }
}
