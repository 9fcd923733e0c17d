package dev.offshoot.simulation.search;

import dev.offshoot.simulation.Result;
import dev.offshoot.simulation.Simulation;
import dev.offshoot.simulation.planted.Defect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Plants every defect in turn and says how many seeds it took until a property found it. */
public final class PlantedTable {

  private PlantedTable() {}

  /**
   * How one defect was found.
   *
   * @param defect which
   * @param seeds how many seeds it took; 0 when it was not found
   * @param property the property that found it
   */
  public record Found(Defect defect, long seeds, String property) {}

  /** Plants one defect in seeds from this one on, for so long at the most. */
  public static Found find(Defect defect, long first, long most, Duration atMost) {
    Campaign campaign =
        new Campaign(
            number -> number < most ? Simulation.plan(first + number) : null, defect::in, false);
    List<Result> failures = campaign.run(atMost, line -> {});
    return failures.isEmpty()
        ? new Found(defect, 0, "")
        : new Found(
            defect, failures.getFirst().plan().seed() - first + 1, failures.getFirst().property());
  }

  /** Prints the table line by line, each defect for so long at the most; whether all were found. */
  public static boolean print(long first, long most, Duration atMost, Consumer<String> lines) {
    List<Defect> missed = new ArrayList<>();
    lines.accept("%-38s %6s  %s".formatted("planted defect", "seeds", "found by the property"));
    for (Defect defect : Defect.values()) {
      Found found = find(defect, first, most, atMost);
      if (found.seeds() == 0) {
        missed.add(defect);
      }
      lines.accept(
          "%-38s %6s  %s"
              .formatted(
                  defect,
                  found.seeds() == 0 ? "-" : Long.toString(found.seeds()),
                  found.property()));
    }
    lines.accept(
        "%d of %d found%s"
            .formatted(
                Defect.values().length - missed.size(),
                Defect.values().length,
                missed.isEmpty() ? "" : "; no property catches " + missed));
    return missed.isEmpty();
  }
}
