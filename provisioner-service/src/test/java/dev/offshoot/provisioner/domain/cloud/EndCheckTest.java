package dev.offshoot.provisioner.domain.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.domain.HostEnd;
import dev.offshoot.provisioner.domain.cloud.CloudInstance.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndCheckTest {

  private static final String HOST = "6f1d2b3a-0000-4000-8000-000000000001";

  @ParameterizedTest
  @EnumSource(State.class)
  void everyStateIsAnEndOrNoneAndOnlyATerminatedInstanceIsGoneForGood(State state) {
    // When
    String seen = EndCheck.of(HOST, List.of(instance("i-1", state))).map(HostEnd::code).orElse("");
    boolean forGood =
        EndCheck.of(HOST, List.of(instance("i-1", state))).filter(HostEnd::forGood).isPresent();

    // Then
    assertThat(seen)
        .isEqualTo(
            switch (state) {
              case PENDING, RUNNING -> "";
              case STOPPING, STOPPED -> "INSTANCE_STOPPED";
              case SHUTTING_DOWN, TERMINATED -> "INSTANCE_LOST";
            });
    assertThat(forGood).isEqualTo(state == State.TERMINATED);
  }

  @Test
  void whatIsNotShownHasNotEnded() {
    assertThat(EndCheck.of(HOST, List.of())).isEmpty();
  }

  @Test
  void oneThatRunsBesideAnEndedOneServes() {
    assertThat(
            EndCheck.of(
                HOST, List.of(instance("i-1", State.TERMINATED), instance("i-2", State.RUNNING))))
        .isEmpty();
  }

  @Test
  void aStoppedOneBesideATerminatedOneMayRunAgain() {
    // When
    Optional<HostEnd> end =
        EndCheck.of(
            HOST, List.of(instance("i-1", State.TERMINATED), instance("i-2", State.STOPPED)));

    // Then
    assertThat(end)
        .hasValueSatisfying(
            it -> {
              assertThat(it.code()).isEqualTo("INSTANCE_STOPPED");
              assertThat(it.detail()).contains("i-2", HOST, "who knows");
              assertThat(it.forGood()).isFalse();
            });
  }

  private static CloudInstance instance(String reference, State state) {
    return new CloudInstance(reference, state, HOST, "10.0.0.7:27017", false, "who knows", null);
  }
}
