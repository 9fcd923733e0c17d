package dev.offshoot.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.Move;
import dev.offshoot.planner.domain.design.Sequence;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanWriteConcern;
import dev.offshoot.planner.domain.plan.PlannedMember;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every plan, whatever the set and the wish. */
class RandomSetTest {

  private static final int SETS = 800;

  @Test
  void everyPlanKeepsTheStatedProperties() {
    int planned = 0;
    for (int seed = 0; seed < SETS; seed++) {
      // Given
      SetBuilder set = random(seed);

      // When
      PlanningResult result = set.plan();

      // Then
      assertThat(random(seed).plan()).as("seed %d again", seed).isEqualTo(result);
      if (result instanceof PlanningResult.Planned(ExpansionPlan plan)) {
        planned++;
        holds(seed, set.input(), plan);
      }
    }
    assertThat(planned).as("sets that were planned").isGreaterThan(SETS / 4);
  }

  private static void holds(int seed, PlanningInput input, ExpansionPlan plan) {
    String which = "seed " + seed;
    var before = input.observation();
    int highest = before.members().stream().mapToInt(m -> m.id()).max().orElseThrow();
    double primary =
        before.members().stream()
            .filter(m -> m.address().equals(before.primary()))
            .mapToDouble(m -> m.priority())
            .sum();
    List<PlannedMember> added = plan.toAdd();

    assertThat(plan.desired().voters()).as(which).isLessThanOrEqualTo(7);
    assertThat(before.members().size() + added.size()).as(which).isLessThanOrEqualTo(50);
    assertThat(added.stream().map(PlannedMember::memberId).toList())
        .as(which)
        .isEqualTo(IntStream.rangeClosed(highest + 1, highest + added.size()).boxed().toList());
    assertThat(added).as(which).allMatch(m -> m.priority() <= primary);
    assertThat(added).as(which).allMatch(m -> m.votes() == 1 || m.priority() == 0);
    assertThat(added).as(which).allMatch(m -> !m.hidden() || m.priority() == 0);
    assertThat(added.stream().map(PlannedMember::address))
        .as(which)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(before.members().stream().map(m -> m.address()).toList());
    sequenceHolds(which, Draft.of(input).sequence());
    if (!plan.basis().explicitWriteConcern()) {
      assertThat(plan.writeConcerns().stream().map(PlanWriteConcern::implicit).distinct())
          .as(which)
          .hasSize(1);
    }
  }

  private static void sequenceHolds(String which, Sequence sequence) {
    long version = -1;
    for (Move move : sequence.moves()) {
      int change = move.after().voters() - move.before().voters();
      assertThat(change).as(which).isBetween(0, 1);
      assertThat(version == -1 || move.version() == version + 1).as(which).isTrue();
      version = move.version();
    }
    List<Move.Kind> kinds = sequence.moves().stream().map(Move::kind).toList();
    assertThat(kinds).as(which).isSorted();
  }

  private static SetBuilder random(int seed) {
    Random random = new Random(seed);
    int members = 1 + random.nextInt(9);
    SetBuilder set = SetBuilder.of(members);
    set.member(0, m -> m.priority = 1 + random.nextInt(3));
    for (int i = 1; i < members; i++) {
      boolean arbiter = i < 7 && random.nextInt(6) == 0;
      if (arbiter) {
        set.arbiter(i);
      } else {
        set.member(i, m -> vary(m, random));
      }
      int id = i + random.nextInt(2) * 10 * i;
      boolean voteless = i >= 7 || random.nextInt(5) == 0;
      set.member(i, m -> m.id = id);
      if (voteless && !arbiter) {
        set.member(
            i,
            m -> {
              m.votes = 0;
              m.priority = 0;
            });
      }
    }
    wish(set, random);
    return set;
  }

  private static void vary(MemberBuilder member, Random random) {
    member.priority = random.nextInt(3);
    member.hidden = member.priority == 0 && random.nextBoolean();
    member.delay = member.hidden && random.nextBoolean() ? 600 : 0;
    if (random.nextInt(20) == 0) {
      member.down();
    }
    if (random.nextInt(3) == 0) {
      member.tags.put("site", random.nextBoolean() ? "dc1" : "dc2");
    }
  }

  private static void wish(SetBuilder set, Random random) {
    set.add = random.nextInt(3) == 0 ? Integer.valueOf(1 + random.nextInt(4)) : null;
    set.votes = random.nextInt(3) == 0 ? Integer.valueOf(random.nextInt(2)) : null;
    set.priority = random.nextInt(4) == 0 ? Double.valueOf(random.nextInt(4)) : null;
    set.hidden = random.nextInt(4) == 0 ? Boolean.valueOf(random.nextBoolean()) : null;
    set.site = random.nextInt(4) == 0 ? "dc1" : null;
    set.accept = random.nextBoolean() ? List.of("MEMBER_UNHEALTHY") : List.of();
    if (random.nextInt(4) == 0) {
      set.tags.put("site", "dc2");
    }
    set.expansionId = "random-" + random.nextLong();
  }
}
