package dev.offshoot.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.PlanningResult;
import dev.offshoot.planner.domain.SetBuilder;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Plans on what real members tell. */
class PlanOfRealSetIT {

  @Test
  void aKeyfileSetWithHiddenTaggedPriorityZeroAndArbiterIsPlannedAsAsked() {
    // Given
    Document modes = new Document("getLastErrorModes", new Document("sites", new Document("s", 2)));
    try (TestReplicaSet set =
        TestReplicaSet.builder()
            .members(
                MemberSpec.voter().priority(2).tag("s", "a"),
                MemberSpec.voter().tag("s", "b"),
                MemberSpec.voter().hidden().tag("use", "reports"),
                MemberSpec.voter().priority(0),
                MemberSpec.arbiter())
            .settings(modes.append("electionTimeoutMillis", 12_000))
            .start()) {
      SetBuilder wish = SetBuilder.of(0);
      wish.votes = 1;
      wish.priority = 0.5;
      wish.tags.put("s", "c");

      // When
      PlanningResult result = RealSet.plan(set, wish);

      // Then
      assertThat(result).isInstanceOf(PlanningResult.Planned.class);
      ExpansionPlan plan = ((PlanningResult.Planned) result).plan();
      assertThat(plan.current().voters()).isEqualTo(5);
      assertThat(plan.desired().voters()).isEqualTo(6);
      assertThat(plan.toAdd().getFirst().memberId()).isEqualTo(5);
      assertThat(plan.software().mongodVersion()).isEqualTo("6.0.5");
      assertThat(plan.mongod().oplogSizeMb()).isEqualTo(200);
      assertThat(plan.forecast().possibleSources())
          .containsExactlyInAnyOrder(set.member(1).address(), set.member(3).address());
      assertThat(plan.basis().configVersion())
          .isEqualTo(set.configuration().getInteger("version").longValue());
      assertThat(plan.writeConcerns()).allMatch(w -> w.implicit().equals("majority"));
      assertThat(plan.accepted()).isEmpty();
    }
  }

  @Test
  void aMemberThatIsDownIsRefusedByNameAndPlannedWhenAccepted() {
    // Given
    try (TestReplicaSet set = TestReplicaSet.builder().start()) {
      String down = set.member(2).address();
      set.member(2).kill();
      SetBuilder wish = SetBuilder.of(0);

      // When
      List<String> codes = codes(RealSet.plan(set, wish));
      PlanningResult accepted =
          RealSet.plan(set, wish.with(w -> w.accept = List.of("MEMBER_UNHEALTHY:" + down)));

      // Then
      assertThat(codes).containsExactly("MEMBER_UNHEALTHY");
      assertThat(accepted).isInstanceOf(PlanningResult.Planned.class);
    }
  }

  private static List<String> codes(PlanningResult result) {
    return result instanceof PlanningResult.Refused refused
        ? refused.refusals().stream().map(r -> r.code()).toList()
        : List.of();
  }
}
