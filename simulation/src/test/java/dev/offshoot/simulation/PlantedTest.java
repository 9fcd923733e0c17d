package dev.offshoot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.simulation.planted.Defect;
import dev.offshoot.simulation.search.Failure;
import dev.offshoot.simulation.search.PlantedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Would the properties find it? Defects planted on purpose, one a run. */
class PlantedTest {

  private static final long MOST_SEEDS = 2_000;
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void everyPlantedDefectIsFoundWithinAFewSeeds() {
    // Given
    List<String> table = new ArrayList<>();

    // When
    boolean all = PlantedTable.print(1, MOST_SEEDS, TEN_MINUTES, table::add);

    // Then
    table.forEach(System.out::println);
    assertThat(Defect.values()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(all).as(table.getLast()).isTrue();
  }

  @Test
  void theShortestPlanOfAPlantedDefectHasAtMostThreeFaults() {
    // Given a defect that takes a frozen worker and a cancellation to show
    Defect defect = Defect.RELEASE_WITHOUT_TOMBSTONE;
    PlantedTable.Found found = PlantedTable.find(defect, 1, MOST_SEEDS, TEN_MINUTES);
    Result failed = Simulation.run(Simulation.plan(found.seeds()), defect::in, false);

    // When
    Failure failure = Failure.of(failed, defect::in);

    // Then
    assertThat(failure.shortest().property()).isEqualTo(failed.property());
    assertThat(failure.shortest().plan().faults()).hasSizeLessThanOrEqualTo(3);
    assertThat(failure.describe("FILE")).contains("replay: ./offshoot simulate", "the story");
  }
}
