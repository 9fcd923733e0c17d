package dev.offshoot.simulation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Situations on a real set, one after the other, and on the model, and the same answers. */
final class PlayedOnBoth implements AutoCloseable {

  private static final long SEEDS = 20;

  private final RealStage real = new RealStage();

  void tidyUp() {
    real.tidyUp();
  }

  void play(Situation situation) {
    long begin = System.nanoTime();
    List<String> answered =
        situation == Situation.ADD_A_MEMBER_OF_ANOTHER_SET
            ? onFreshSet(situation)
            : Act.play(situation, real);
    System.out.printf(
        "%s, %.1f s on the real set%n%s%n",
        situation, (System.nanoTime() - begin) / 1e9, String.join("\n", answered));
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertEquals(
          String.join("\n", answered),
          String.join("\n", Act.play(situation, new ModelStage(seed))),
          situation + ": the real set, then the model with seed " + seed);
    }
  }

  /**
   * After elections a real set sometimes refuses the stranger with 103, for as long as it is asked;
   * DESIGN.md says so.
   */
  private static List<String> onFreshSet(Situation situation) {
    try (RealStage fresh = new RealStage()) {
      fresh.tidyUp();
      return Act.play(situation, fresh);
    }
  }

  @Override
  public void close() {
    real.close();
  }
}
