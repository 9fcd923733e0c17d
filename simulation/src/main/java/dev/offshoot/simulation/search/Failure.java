package dev.offshoot.simulation.search;

import dev.offshoot.simulation.Result;
import dev.offshoot.simulation.Simulation;
import dev.offshoot.simulation.fault.FaultPlan;
import dev.offshoot.simulation.planted.Planted;
import dev.offshoot.simulation.service.World;
import java.util.List;
import java.util.function.Function;

/**
 * A failed run as a person reads it: what did not hold, how to replay it, the shortest plan, and
 * the story.
 *
 * @param first the run as it was found
 * @param shortest the run of the plan of which no fault can be left out, with its story
 */
public record Failure(Result first, Result shortest) {

  private static final int LAST_LINES = 400;

  /** Makes a failed run short. */
  public static Failure of(Result failed, Function<World, Planted> defect) {
    FaultPlan plan =
        Shrink.shortest(
            failed.plan(),
            shorter -> Simulation.run(shorter, defect, false).property().equals(failed.property()));
    return new Failure(failed, Simulation.run(plan, defect, true));
  }

  /**
   * @param saved name of the file that holds the shortest plan
   */
  public String describe(String saved) {
    List<String> story = shortest.story().lines();
    return """
        seed %d does not hold: %s
        replay: ./offshoot simulate --seed %d --seeds 1
        its %d faults can be made %d: ./offshoot simulate --faults %s --story
        with these alone: %s
        %s

        the story (time, who, what and why), up to where it does not hold
        %s"""
        .formatted(
            first.plan().seed(),
            String.join("\n", first.violations()),
            first.plan().seed(),
            first.plan().faults().size(),
            shortest.plan().faults().size(),
            saved,
            String.join("\n", shortest.violations()),
            String.join(
                "\n", shortest.plan().faults().stream().map(fault -> "  " + fault).toList()),
            String.join("\n", story.subList(Math.max(0, story.size() - LAST_LINES), story.size())));
  }
}
