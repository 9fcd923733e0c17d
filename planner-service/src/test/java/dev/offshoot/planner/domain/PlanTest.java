package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanStep;
import dev.offshoot.planner.domain.plan.PlanWriteConcern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps and figures a person approves. */
class PlanTest {

  @Test
  void aVotingMemberTakesThreeReconfigsInTheSafeOrder() {
    // Given
    SetBuilder set =
        SetBuilder.of(4)
            .with(s -> s.tags.put("site", "cloud"))
            .with(s -> s.site = "cloud")
            .with(s -> s.provider = "local");

    // When
    ExpansionPlan plan = plan(set);

    // Then
    assertThat(plan.steps().stream().map(PlanStep::name))
        .containsExactly(
            "provision",
            "install",
            "reconfig-add",
            "synchronize",
            "verify",
            "reconfig-vote",
            "reconfig-reveal",
            "watch");
    assertThat(plan.steps().stream().filter(PlanStep::touchesSet).map(PlanStep::number))
        .containsExactly(3, 6, 7);
    assertThat(plan.steps().get(2).does())
        .contains("RECONFIG v42 + _id 4 votes 0 priority 0 hidden yes");
    assertThat(plan.steps().get(6).does()).contains("v44", "visible, tags site=cloud");
    assertThat(plan.goal()).isEqualTo("add 1 voting, never-primary member in cloud");
    assertThat(plan.current().voters()).isEqualTo(4);
    assertThat(plan.desired().voters()).isEqualTo(5);
    assertThat(plan.expiresAt()).isEqualTo(plan.createdAt().plus(Duration.ofHours(24)));
  }

  @Test
  void twoMembersGetNoVoteBeforeBothAreProven() {
    // When
    ExpansionPlan plan = plan(threeMembers().with(s -> s.add = 2));

    // Then
    assertThat(plan.steps().stream().map(PlanStep::name))
        .containsExactly(
            "provision",
            "install",
            "reconfig-add",
            "reconfig-add",
            "synchronize",
            "verify",
            "reconfig-vote",
            "reconfig-vote",
            "reconfig-reveal",
            "reconfig-reveal",
            "watch");
    assertThat(plan.goal()).isEqualTo("add 2 voting, electable members");
  }

  @Test
  void aHiddenVotelessMemberWithoutTagsIsDoneAfterItsProof() {
    // When
    ExpansionPlan plan = plan(threeMembers().with(s -> s.hidden = true));

    // Then
    assertThat(plan.steps().stream().filter(PlanStep::touchesSet)).hasSize(1);
  }

  @Test
  void everyStepHasAnUndoAndLinesToDoItAndToUndoItByHand() {
    // When
    ExpansionPlan plan = plan(SetBuilder.of(4));

    // Then
    assertThat(plan.steps())
        .allSatisfy(
            step -> {
              assertThat(step.undo()).isNotBlank();
              assertThat(step.byHand()).contains("# undo").hasSizeGreaterThan(2);
              assertThat(step.byHand().indexOf("# undo")).isPositive();
              assertThat(step.byHand()).last().isNotEqualTo("# undo");
            });
  }

  @Test
  void byHandLinesReadTheVersionFreshNameOnlyTheirOwnMemberAndHoldNoSecret() {
    // When
    ExpansionPlan plan = plan(SetBuilder.of(4).with(s -> s.tags.put("o'wner", "a\"b")));
    String address = plan.toAdd().getFirst().address();
    List<String> add = plan.steps().get(2).byHand();
    List<String> reveal = plan.steps().get(6).byHand();

    // Then
    assertThat(add.getFirst())
        .startsWith("mongosh --quiet --username \"${MONGO_USER:?")
        .contains("replicaSet=orders", "rs.conf()", "c.version = c.version + 1")
        .contains("{_id: 4, host: \"" + address + "\", votes: 0, priority: 0, hidden: true}");
    assertThat(add.getLast()).contains("filter(x => x !== m)");
    assertThat(reveal.getFirst()).contains("{\"o'\\''wner\": \"a\\\"b\"}");
    assertThat(plan.steps().get(1).byHand())
        .contains("replication: {replSetName: \"orders\", oplogSizeMB: 990}")
        .anyMatch(line -> line.contains("${KEYFILE:?"))
        .anyMatch(line -> line.contains("/dev/tcp/127.88.0.4/27017"));
  }

  @Test
  void theImplicitWriteConcernIsToldForTheWayAndTheWayBack() {
    // When
    ExpansionPlan plan = plan(SetBuilder.of(4));

    // Then
    assertThat(plan.writeConcerns()).hasSize(7).allMatch(w -> w.implicit().equals("majority"));
    assertThat(plan.writeConcerns().stream().filter(PlanWriteConcern::back)).hasSize(3);
  }

  @Test
  void whatCannotBeTestedYetIsSaidToBeTestedLater() {
    assertThat(plan(threeMembers()).checks())
        .anyMatch(c -> c.outcome().equals("later") && c.detail().contains("before any change"));
  }

  private static ExpansionPlan plan(SetBuilder set) {
    PlanningResult result = set.plan();
    assertThat(result).isInstanceOf(PlanningResult.Planned.class);
    return ((PlanningResult.Planned) result).plan();
  }
}
