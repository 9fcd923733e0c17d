package dev.offshoot.provisioner.domain.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.domain.cloud.CloudInstance.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaunchDecisionTest {

  private static final String HOST = "6f1d2b3a-0000-4000-8000-000000000001";

  @Test
  void anInstanceIsRunOnlyWhereNoneWasEver() {
    assertThat(LaunchDecision.of(HOST, List.of())).isEqualTo(new LaunchDecision.Launch());
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void noStateOfAnInstanceMakesASecondOne(State state) {
    // When
    LaunchDecision decision = LaunchDecision.of(HOST, List.of(instance("i-1", state, false)));
    // Then
    String kind =
        switch (state) {
          case RUNNING -> "Runs";
          case PENDING -> "ComesUp";
          case STOPPING, STOPPED -> "INSTANCE_STOPPED";
          case SHUTTING_DOWN, TERMINATED -> "INSTANCE_LOST";
        };
    assertThat(named(decision)).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void anIdThatWasGivenBackIsNotUsedAgain(State state) {
    // When
    LaunchDecision decision = LaunchDecision.of(HOST, List.of(instance("i-1", state, true)));
    // Then
    assertThat(named(decision)).isEqualTo("HOST_RELEASED");
  }

  @Test
  void twoLivingInstancesAreNamedAndNeitherIsTaken() {
    // When
    LaunchDecision decision =
        LaunchDecision.of(
            HOST,
            List.of(instance("i-1", State.RUNNING, false), instance("i-2", State.PENDING, false)));
    // Then
    assertThat(named(decision)).isEqualTo("HOST_MADE_TWICE");
    assertThat(decision.toString()).contains("i-1, i-2");
  }

  @Test
  void anEndedInstanceDoesNotStandInTheWayOfTheOneThatRuns() {
    // Given
    CloudInstance ended = instance("i-1", State.TERMINATED, false);
    CloudInstance runs = instance("i-2", State.RUNNING, false);
    // When
    Stream<LaunchDecision> decisions =
        Stream.of(
            LaunchDecision.of(HOST, List.of(ended, runs)),
            LaunchDecision.of(HOST, List.of(runs, ended)));
    // Then
    assertThat(decisions).containsOnly(new LaunchDecision.Runs(runs));
  }

  private static String named(LaunchDecision decision) {
    return decision instanceof LaunchDecision.Refuse refuse
        ? refuse.code()
        : decision.getClass().getSimpleName();
  }

  private static CloudInstance instance(String reference, State state, boolean released) {
    return new CloudInstance(reference, state, HOST, "10.0.0.7:27017", released, "", null);
  }
}
