package dev.offshoot.state.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentChanged;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.state.domain.SetGlance;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchDeploymentsTest {

  private final StateFixture service = new StateFixture();

  @Test
  void aChangeIsToldOnceAndTheFirstLookIsNone() {
    // Given
    service.watch().look("orders");
    service.watch().look("orders");
    assertThat(service.notices).isEmpty();

    // When
    service.glance = new SetGlance("h:2", 2, List.of());
    service.watch().look("orders");
    service.watch().look("orders");

    // Then
    assertThat(service.notices)
        .singleElement()
        .satisfies(
            event ->
                assertThat(ContractJson.read(event.data(), DeploymentChanged.class).changes())
                    .containsExactly("The primary is h:2; it was h:1."));
  }

  @Test
  void nothingIsLookedAtWhileAnExpansionRuns() {
    // Given
    service.watch().look("orders");
    assertThat(
            service.request.ask(
                new ExpansionRequest("orders", 1, null, null, null, List.of(), List.of()),
                "eva",
                null))
        .isInstanceOf(Outcome.Done.class);

    // When
    service.glance = new SetGlance("h:2", 2, List.of());
    service.watch().look("orders");

    // Then
    assertThat(service.notices).isEmpty();
  }
}
