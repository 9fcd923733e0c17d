package dev.offshoot.simulation;

import java.util.List;

/** A failed run as a person reads it: the seed, what did not hold, and the story. */
public final class Failure {

  private static final int LAST_LINES = 400;

  private Failure() {}

  /** Runs the seed again for its story, and describes it. */
  public static String describe(Simulation.Result failed) {
    Simulation.Result again = Simulation.run(failed.seed(), true);
    List<String> story = again.story();
    int from = Math.max(0, story.size() - LAST_LINES);
    return """
        seed %d: %s
        %s
        (replay: ./offshoot simulate --seed %d --seeds 1; %s)
        %s"""
        .formatted(
            failed.seed(),
            failed.outcome(),
            String.join("\n", failed.violations()),
            failed.seed(),
            again.hash().equals(failed.hash()) ? "the replay is identical" : "THE REPLAY DIFFERS",
            String.join("\n", story.subList(from, story.size())));
  }
}
