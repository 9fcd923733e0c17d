package dev.offshoot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final long SEEDS = 150;

  /** Seeds that found something once, each for good. */
  private static final List<Long> LESSONS = List.of(17L, 198L);

  /** On a virtual thread, like the workers: then turns change without the operating system. */
  private static <T> T together(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    var unused =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    result.complete(work.get());
                  } catch (Throwable e) {
                    result.completeExceptionally(e);
                  }
                });
    return result.join();
  }

  private static Simulation.Result held(long seed) {
    Simulation.Result result = together(() -> Simulation.run(seed, false));
    if (!result.violations().isEmpty()) {
      throw new AssertionError(together(() -> Failure.describe(result)));
    }
    return result;
  }

  @Test
  void everyPropertyHoldsAfterEveryEventOfManySeeds() {
    // Given
    TreeMap<String, Integer> outcomes = new TreeMap<>();

    // When
    for (long seed = 1; seed <= SEEDS; seed++) {
      outcomes.merge(held(seed).outcome(), 1, Integer::sum);
    }

    // Then the runs went different ways, and not only the easy one
    System.out.println("Simulated " + SEEDS + " seeds: " + outcomes);
    assertThat(outcomes.get("COMPLETED")).isGreaterThan((int) SEEDS / 3);
    assertThat(outcomes.get("ROLLED_BACK CANCELLED")).isGreaterThan((int) SEEDS / 10);
  }

  @Test
  void whatWasLearntOnceStaysLearnt() {
    // Given
    List<String> outcomes = new ArrayList<>();

    // When
    LESSONS.forEach(seed -> outcomes.add(held(seed).outcome()));

    // Then
    assertThat(outcomes).doesNotContainNull().doesNotContain("STUCK", "VIOLATION");
  }

  @Test
  void theSameSeedIsTheSameRun() {
    // Given
    String first = held(7).hash();

    // When
    String again = held(7).hash();

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(held(8).hash()).isNotEqualTo(first);
  }
}
