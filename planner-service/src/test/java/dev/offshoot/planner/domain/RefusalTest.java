package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.check.Check;
import dev.offshoot.planner.domain.check.Checks;
import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.ObservedProblem;
import dev.offshoot.planner.domain.observed.ObservedUser;
import dev.offshoot.planner.domain.observed.ObservedWriteConcern;
import dev.offshoot.planner.domain.plan.Refusal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for every way in which there is no plan. */
class RefusalTest {

  private static final SetBuilder WELL = threeMembers();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("dev.offshoot.planner.domain.RefusalRows#all")
  void isRefusedByItsOwnCodeFirstWithTheObjectAndARemedy(
      RefusalCode code, String object, SetBuilder set) {
    // When
    PlanningResult result = set.plan();

    // Then
    assertThat(result).isInstanceOf(PlanningResult.Refused.class);
    List<Refusal> refusals = ((PlanningResult.Refused) result).refusals();
    Refusal first = refusals.getFirst();
    assertThat(first.code()).as("%s", refusals).isEqualTo(code.name());
    assertThat(first.detail()).contains(object);
    assertThat(first.remedy()).endsWith(".").hasSizeGreaterThan(15);
  }

  @Test
  void everyCodeHasARowAndExactlyOneCheckThatDecidesIt() {
    // Given
    List<RefusalCode> covered =
        RefusalRows.all().map(row -> (RefusalCode) row.get()[0]).distinct().toList();

    // Then
    assertThat(covered).containsExactlyInAnyOrder(RefusalCode.values());
    assertThat(Checks.IN_ORDER.stream().map(Check::decides).flatMap(List::stream))
        .containsExactlyInAnyOrder(RefusalCode.values());
  }

  @Test
  void onlyTheStarredOnesCanBeAccepted() {
    assertThat(Arrays.stream(RefusalCode.values()).filter(RefusalCode::acceptable))
        .containsExactlyInAnyOrder(
            RefusalCode.MEMBER_UNHEALTHY,
            RefusalCode.OPLOG_WINDOW_TOO_SHORT,
            RefusalCode.ADDRESS_IS_IP);
  }

  @Test
  void aWellSetIsNotRefused() {
    assertThat(WELL.plan()).isInstanceOf(PlanningResult.Planned.class);
  }

  @Test
  void whatAnArbiterCannotTellIsNoReasonToRefuse() {
    // Given
    SetBuilder set = SetBuilder.of(5).arbiter(4);
    set.member(
        4,
        m -> {
          m.tlsMode = MemberSoftware.UNKNOWN;
          m.clusterAuthMode = MemberSoftware.UNKNOWN;
          m.storageEngine = MemberSoftware.UNKNOWN;
          m.version = MemberSoftware.UNKNOWN;
        });
    set.problems =
        List.of(
            new ObservedProblem("NOT_READ", "127.88.0.5:27017", "no oplog"),
            new ObservedProblem("PRIVILEGE_MISSING", "127.88.0.5:27017", "not authorized"));

    // Then
    assertThat(set.plan()).isInstanceOf(PlanningResult.Planned.class);
  }

  @Test
  void whatAUserLacksIsToldOnceWithTheServersReason() {
    // Given
    SetBuilder set = threeMembers();
    set.users =
        List.of(
            new ObservedUser("observe", "a", true, List.of()),
            new ObservedUser("change", "b", false, List.of()),
            new ObservedUser("prove", "c", true, List.of()));
    set.problems =
        List.of(
            new ObservedProblem(
                "NOT_AUTHORIZED", "127.88.0.1:27017", "change user: Authentication failed."));

    // When
    PlanningResult.Refused refused = (PlanningResult.Refused) set.plan();

    // Then
    assertThat(refused.refusals())
        .singleElement()
        .satisfies(
            r -> assertThat(r.detail()).contains("secret b", "log in: Authentication failed."));
  }

  @Test
  void anExplicitWriteConcernMayMeetAnArbiterSetThatWouldChangeTheImplicitOne() {
    // Given
    SetBuilder set =
        SetBuilder.of(4)
            .arbiter(3)
            .with(s -> s.votes = 1)
            .with(s -> s.writeConcern = new ObservedWriteConcern(true, "1"));

    // Then
    assertThat(set.plan()).isInstanceOf(PlanningResult.Planned.class);
  }

  @Test
  void theRemedyOfAChangingWriteConcernIsTheCommandThatKeepsIt() {
    // Given
    SetBuilder set = SetBuilder.of(4).arbiter(3).with(s -> s.votes = 1);

    // When
    PlanningResult.Refused refused = (PlanningResult.Refused) set.plan();

    // Then
    assertThat(refused.refusals().getFirst().remedy())
        .contains("setDefaultRWConcern: 1", "defaultWriteConcern: {w: 1");
  }
}
