package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.GIB;
import static dev.offshoot.planner.domain.SetBuilder.cloud;
import static dev.offshoot.planner.domain.SetBuilder.priced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.HostNeed;
import dev.offshoot.planner.domain.observed.ObservedDatabase;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.PlannedCost;
import dev.offshoot.planner.domain.plan.PlannedHost;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every host to be made, whatever members use and a provider offers. */
class RandomSizeTest {

  private static final int SETS = 300;

  @Test
  void everyPlannedHostCarriesItsMemberAndNoneThatDoesCostsLess() {
    int planned = 0;
    for (int seed = 0; seed < SETS; seed++) {
      // Given
      SetBuilder set = random(new Random(seed));

      // When
      PlanningResult result = set.plan();

      // Then
      HostNeed need = Draft.of(set.input()).need();
      List<OfferedShape> shapes = set.providers.getFirst().shapes();
      if (result instanceof PlanningResult.Planned(var plan)) {
        planned++;
        holds("seed " + seed, plan.toAdd().getFirst().host(), need, shapes);
      } else {
        assertThat(shapes).as("seed %d", seed).noneMatch(shape -> carries(shape, need));
      }
    }
    assertThat(planned).isBetween(SETS / 4, SETS - 1);
  }

  private static void holds(
      String which, PlannedHost host, HostNeed need, List<OfferedShape> shapes) {
    long volume = Objects.requireNonNull(host.volumeBytes());
    PlannedCost cost = Objects.requireNonNull(host.cost());
    OfferedShape shape =
        shapes.stream().filter(s -> s.name().equals(host.shape())).findFirst().orElseThrow();
    assertThat(carries(shape, need)).as(which).isTrue();
    assertThat(volume % GIB).as(which).isZero();
    assertThat(volume).as(which).isBetween(10 * GIB, 500 * GIB);
    assertThat(volume).as(which).isGreaterThanOrEqualTo(need.diskBytes());
    assertThat(volume >= need.grownDiskBytes() || volume == 500 * GIB).as(which).isTrue();
    assertThat(shapes.stream().filter(other -> carries(other, need)))
        .as(which)
        .allMatch(other -> perMonth(other) >= perMonth(shape));
    assertThat(cost.hostPerMonth()).as(which).isEqualTo(perMonth(shape));
    assertThat(cost.diskPerMonth()).as(which).isPositive();
  }

  private static boolean carries(OfferedShape shape, HostNeed need) {
    return need.fitsMachine(shape) && shape.diskBytes() >= need.diskBytes();
  }

  private static double perMonth(OfferedShape shape) {
    return Objects.requireNonNull(shape.price()).hostPerMonth();
  }

  private static SetBuilder random(Random random) {
    SetBuilder set = cloud();
    set.everyMember(
        m -> {
          m.cpus = 1 + random.nextInt(16);
          m.memoryBytes = (1L + random.nextInt(128)) * GIB;
          m.cacheSizeGb = 0.25 + random.nextInt(60);
          m.cacheUsedBytes =
              random.nextInt(4) == 0 ? null : (long) (m.cacheSizeGb * GIB * random.nextDouble());
          m.cpusUsed = random.nextInt(4) == 0 ? null : random.nextInt(400) / 100.0;
          m.oplogSeconds = random.nextInt(1_000_000);
          m.peakRate = 10;
        });
    long storage = random.nextInt(450) * GIB;
    set.databases = List.of(new ObservedDatabase("shop", 9, storage, GIB, 1, 1, 1));
    List<OfferedShape> shapes =
        IntStream.range(0, 1 + random.nextInt(6))
            .mapToObj(
                i ->
                    priced(
                        "shape-" + i,
                        1 + random.nextInt(16),
                        1 + random.nextInt(64),
                        10 + random.nextInt(300)))
            .toList();
    set.providers =
        List.of(
            new OfferedProvider(
                "aws", List.of(), "", 0, 0, shapes, set.providers.getFirst().sites()));
    return set;
  }
}
