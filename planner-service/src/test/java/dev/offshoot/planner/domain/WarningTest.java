package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.observed.ObservedDatabase;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanWarning;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every warning, and what a set without reason for it does not say. */
class WarningTest {

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rows")
  void isWarnedAndPlannedAllTheSame(WarningCode code, String said, SetBuilder set) {
    // When
    ExpansionPlan plan = planned(set);

    // Then
    assertThat(plan.warnings())
        .filteredOn(w -> w.code().equals(code.name()))
        .singleElement()
        .satisfies(w -> assertThat(w.detail()).contains(said));
    assertThat(plan.checks())
        .anyMatch(c -> c.name().equals(code.name()) && c.outcome().equals("warn"));
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row(
            WarningCode.MIXED_PATCH_VERSIONS,
            "6.0.27 (2), 6.0.5 (1); 6.0.27 is installed",
            threeMembers()
                .member(1, m -> m.version = "6.0.27")
                .member(2, m -> m.version = "6.0.27")),
        row(
            WarningCode.PRIMARY_IS_ONLY_SOURCE,
            "from the primary",
            SetBuilder.of(2).member(1, m -> m.hidden = true)),
        row(
            WarningCode.INDEX_BUILD_RUNNING,
            "shop.orders",
            threeMembers().member(0, m -> m.indexBuilds = List.of("shop.orders"))),
        row(
            WarningCode.EVEN_VOTERS,
            "3 -> 4 voters, majority 2 -> 3: 4 voters tolerate no more failures than 3",
            threeMembers().with(s -> s.votes = 1)),
        row(WarningCode.FEW_SECONDARIES, "1 serving", SetBuilder.of(2)),
        row(WarningCode.NUMERIC_W_WEAKER, "w: 2", threeMembers()),
        row(WarningCode.PSA_COMMIT_POINT_RISK, "losing one", threeMembers().arbiter(2)),
        row(WarningCode.CLIENTS_WILL_DISCOVER, "from v43 on", threeMembers()),
        row(WarningCode.MAJORITY_UNCHANGED, "a copy, not availability", threeMembers()),
        row(
            WarningCode.OPLOG_WINDOW_SHORT,
            "oplog lasts",
            threeMembers().everyMember(m -> m.peakRate = 9_000_000)),
        row(
            WarningCode.DISK_MAY_FILL,
            "40.0 GiB >= ",
            threeMembers()
                .everyMember(m -> m.peakRate = 1)
                .with(
                    s ->
                        s.databases =
                            List.of(new ObservedDatabase("shop", 9, 25L << 30, 0, 0, 0, 0)))
                .everyMember(m -> m.oplogSeconds = 60)
                .with(s -> s.shape = "small")),
        row(
            WarningCode.HOST_SMALL,
            "1 CPU, 2.0 GiB memory, less than 2 CPU, ",
            threeMembers()
                .everyMember(m -> m.cpusUsed = 2.5)
                .with(s -> s.shape = "small")
                .with(s -> s.priority = 1.0)),
        row(
            WarningCode.VOTE_WAITS,
            "127.88.0.3:27017",
            threeMembers()
                .member(2, MemberBuilder::down)
                .with(s -> s.accept = List.of("MEMBER_UNHEALTHY"))));
  }

  @Test
  void everyCodeHasARow() {
    assertThat(rows().map(row -> row.get()[0]).distinct())
        .containsExactlyInAnyOrder((Object[]) WarningCode.values());
  }

  @Test
  void fiveVotersFromFourNeedNoWarningButTheUnavoidableOnes() {
    // Given
    SetBuilder set = SetBuilder.of(4);

    // Then
    assertThat(planned(set).warnings().stream().map(PlanWarning::code))
        .containsExactly("NUMERIC_W_WEAKER", "CLIENTS_WILL_DISCOVER");
  }

  @Test
  void aHiddenMemberIsNotDiscovered() {
    // Given
    SetBuilder set = threeMembers().with(s -> s.hidden = true);

    // Then
    assertThat(planned(set).warnings().stream().map(PlanWarning::code))
        .doesNotContain("CLIENTS_WILL_DISCOVER");
  }

  private static ExpansionPlan planned(SetBuilder set) {
    PlanningResult result = set.plan();
    assertThat(result).isInstanceOf(PlanningResult.Planned.class);
    return ((PlanningResult.Planned) result).plan();
  }

  private static Arguments row(WarningCode code, String said, SetBuilder set) {
    return Arguments.of(code, said, set);
  }
}
