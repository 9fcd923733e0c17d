package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.offered.OfferedMachine;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanCheck;
import dev.offshoot.planner.domain.plan.PlannedMember;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which machines of the pool members take. */
class PoolPlanTest {

  private static final OfferedShape LITTLE = machine("little", 4, 1, 1, "cellar");
  private static final OfferedShape SLOW = machine("slow", 0.5, 900, 2, "cellar");
  private static final OfferedShape CELLAR_1 = machine("cellar-1", 4, 900, 3, "cellar");
  private static final OfferedShape CELLAR_2 = machine("cellar-2", 4, 900, 4, "cellar");
  private static final OfferedShape CELLAR_3 = machine("cellar-3", 4, 900, 5, "cellar");
  private static final OfferedShape ATTIC_1 = machine("attic-1", 8, 700, 6, "attic");
  private static final OfferedShape ATTIC_2 = machine("attic-2", 8, 700, 7, "attic");

  @Test
  void aMachineThatIsLargeEnoughGivesItsOwnAddressAndSite() {
    // When
    PlannedMember member = plan(pool(LITTLE, CELLAR_1)).toAdd().getFirst();

    // Then
    assertThat(member.address()).isEqualTo("127.9.0.3:27017");
    assertThat(member.host().shape()).isEqualTo("cellar-1");
    assertThat(member.host().site()).isEqualTo("cellar");
    assertThat(member.host().sharesMachine()).isFalse();
  }

  @Test
  void everyMemberTakesAMachineOfItsOwnAndHasItsAddressSiteAndSize() {
    // When
    ExpansionPlan plan = plan(pool(CELLAR_1, ATTIC_1).with(s -> s.add = 2));

    // Then
    assertThat(plan.toAdd())
        .extracting(PlannedMember::address)
        .containsExactlyInAnyOrder("127.9.0.3:27017", "127.9.0.6:27017");
    assertThat(plan.toAdd()).allSatisfy(PoolPlanTest::isItsMachines);
    assertThat(plan.steps().getFirst().does())
        .contains("from pool, shapes " + String.join(", ", machines(plan)));
    assertThat(plan.checks())
        .extracting(PlanCheck::detail)
        .contains("pool, machines " + String.join(", ", machines(plan)))
        .anyMatch(detail -> detail.startsWith("machine cellar-1: 900.0 GiB"))
        .anyMatch(detail -> detail.startsWith("machine attic-1: 700.0 GiB"));
  }

  private static void isItsMachines(PlannedMember member) {
    OfferedShape machine =
        Stream.of(CELLAR_1, ATTIC_1)
            .filter(shape -> shape.name().equals(member.host().shape()))
            .findFirst()
            .orElseThrow();
    assertThat(machine.machine()).isEqualTo(at(member.address(), member.host().site()));
    assertThat(member.host().cpus()).isEqualTo(machine.cpus());
    assertThat(member.host().diskBytes()).isEqualTo(machine.diskBytes());
  }

  @Test
  void severalAreSpreadOverTheSitesAndTheSameExpansionTakesTheSame() {
    // Given
    SetBuilder set = pool(CELLAR_1, CELLAR_2, CELLAR_3, ATTIC_1, ATTIC_2).with(s -> s.add = 4);

    for (String id : List.of("one", "another", "a-third", "d", "e", "f")) {
      // When
      ExpansionPlan plan = plan(set.with(s -> s.expansionId = id));

      // Then
      assertThat(machines(plan)).doesNotHaveDuplicates().contains("attic-1", "attic-2");
      assertThat(plan.toAdd().subList(0, 2))
          .extracting(member -> String.valueOf(member.host().site()))
          .containsExactlyInAnyOrder("attic", "cellar");
      assertThat(machines(plan(set))).isEqualTo(machines(plan));
    }
  }

  @Test
  void otherExpansionsBeginWithOthers() {
    // Given
    SetBuilder set = pool(CELLAR_1, CELLAR_2, CELLAR_3).with(s -> s.add = 2);

    // When
    List<List<String>> chosen =
        Stream.of("a", "b", "c")
            .map(id -> machines(plan(set.with(s -> s.expansionId = id))))
            .toList();

    // Then
    assertThat(chosen).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheSiteAskedForIsTakenFrom() {
    // Given
    SetBuilder set =
        pool(ATTIC_1, CELLAR_1, ATTIC_2).with(s -> s.add = 2).with(s -> s.site = "attic");

    // Then
    assertThat(machines(plan(set))).containsExactlyInAnyOrder("attic-1", "attic-2");
  }

  @Test
  void oneThatIsSlowComesAfterThoseThatAreNotAndIsWarnedOfByName() {
    // When
    ExpansionPlan plan =
        plan(pool(SLOW, CELLAR_1).with(s -> s.add = 2).everyMember(m -> m.cpusUsed = 1.0));

    // Then
    assertThat(machines(plan)).containsExactly("cellar-1", "slow");
    assertThat(plan.warnings())
        .anyMatch(w -> w.code().equals("HOST_SMALL") && w.detail().startsWith("machine slow: "));
  }

  @Test
  void machinesThatAreNamedAreTakenInTheirOrder() {
    // Given
    SetBuilder set =
        pool(CELLAR_1, CELLAR_2, ATTIC_1)
            .with(s -> s.add = 2)
            .with(s -> s.machines = List.of("cellar-2", "cellar-1"));

    // Then
    assertThat(machines(plan(set))).containsExactly("cellar-2", "cellar-1");
  }

  @Test
  void theCacheFitsTheSmallestOfSeveral() {
    // Given
    OfferedShape large =
        new OfferedShape("large", 4, 64 * GIB, 900 * GIB, at("127.9.0.9:27017", "cellar"));
    SetBuilder set =
        pool(large, CELLAR_1).everyMember(m -> m.cacheSizeGb = 63).with(s -> s.add = 2);

    // Then
    assertThat(plan(set).mongod().cacheSizeGb()).isEqualTo(3.5);
  }

  private static SetBuilder pool(OfferedShape... machines) {
    SetBuilder set = SetBuilder.of(3);
    set.provider = "pool";
    set.providers =
        List.of(new OfferedProvider("pool", List.of(), "", 0, 0, List.of(machines), List.of()));
    return set;
  }

  private static OfferedShape machine(String name, double cpus, long gib, int number, String site) {
    return new OfferedShape(
        name, cpus, 8 * GIB, gib * GIB, at("127.9.0." + number + ":27017", site));
  }

  private static OfferedMachine at(String address, @Nullable String site) {
    return new OfferedMachine(address, site);
  }

  private static List<String> machines(ExpansionPlan plan) {
    return plan.toAdd().stream().map(member -> member.host().shape()).toList();
  }

  private static ExpansionPlan plan(SetBuilder set) {
    PlanningResult result = set.plan();
    assertThat(result).isInstanceOf(PlanningResult.Planned.class);
    return ((PlanningResult.Planned) result).plan();
  }
}
