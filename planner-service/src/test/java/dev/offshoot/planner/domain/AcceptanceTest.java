package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.plan.ExpansionPlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepting a refusal by name. */
class AcceptanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MEMBER_UNHEALTHY",
        "MEMBER_UNHEALTHY:127.88.0.3:27017",
        "MEMBER_UNHEALTHY:127.88.0.3",
        "MEMBER_UNHEALTHY:2"
      })
  void anAcceptedRefusalIsPlannedRecordedAndKeptInTheBasis(String accept) {
    // Given
    SetBuilder set =
        threeMembers().member(2, MemberBuilder::down).with(s -> s.accept = List.of(accept));

    // When
    ExpansionPlan plan = ((PlanningResult.Planned) set.plan()).plan();

    // Then
    assertThat(plan.accepted()).containsExactly("MEMBER_UNHEALTHY:127.88.0.3:27017");
    assertThat(plan.basis().acceptedUnhealthy()).containsExactly("127.88.0.3:27017");
    assertThat(plan.checks())
        .anyMatch(c -> c.name().equals("MEMBER_UNHEALTHY") && c.outcome().equals("accepted"));
    assertThat(plan.current().electionsTolerate()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEMBER_UNHEALTHY:127.88.0.2", "OPLOG_WINDOW_TOO_SHORT"})
  void anotherMemberOrCodeIsNotAccepted(String accept) {
    // Given
    SetBuilder set =
        threeMembers().member(2, MemberBuilder::down).with(s -> s.accept = List.of(accept));

    // Then
    assertThat(set.plan()).isInstanceOf(PlanningResult.Refused.class);
  }

  @Test
  void withoutHealthyMajorityNothingCanBeAccepted() {
    // Given
    SetBuilder set =
        threeMembers()
            .member(1, m -> m.state = "RECOVERING")
            .member(2, m -> m.state = "RECOVERING")
            .with(s -> s.accept = List.of("MEMBER_UNHEALTHY"));

    // When
    PlanningResult.Refused refused = (PlanningResult.Refused) set.plan();

    // Then
    assertThat(refused.refusals())
        .hasSize(2)
        .allMatch(r -> r.code().equals("MEMBER_UNHEALTHY") && !r.acceptable());
  }

  @Test
  void stageOfDisagreementWithTheDownMemberIsNoDisagreement() {
    // Given
    SetBuilder set =
        threeMembers()
            .member(2, MemberBuilder::down)
            .with(s -> s.accept = List.of("MEMBER_UNHEALTHY"))
            .with(s -> s.disagreements = List.of("127.88.0.3:27017 has v40"));

    // Then
    assertThat(set.plan()).isInstanceOf(PlanningResult.Planned.class);
  }
}
