package dev.offshoot.simulation;

import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs seeds from the command line: {@code --seeds N --seed S [--story]}. */
public final class SimulationMain {

  private static final int WRONG_USAGE = 2;

  private SimulationMain() {}

  /** Exit code 0 when every property held, 1 when one did not. */
  @SuppressWarnings("SystemOut") // This is the command's answer.
  public static void main(String[] arguments) {
    // One carrier thread: only one worker runs at a time anyway, and turns change faster.
    System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
    System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", "1");
    long seeds = 200;
    long first = 1;
    boolean story = false;
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--seeds" -> seeds = Long.parseLong(arguments[++i]);
          case "--seed" -> first = Long.parseLong(arguments[++i]);
          case "--story" -> story = true;
          default -> throw new IllegalArgumentException(arguments[i]);
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.err.println("usage: ./offshoot simulate [--seeds N] [--seed FIRST] [--story]");
      System.exit(WRONG_USAGE);
      return;
    }
    System.exit(onCarrier(first, seeds, story));
  }

  private static int onCarrier(long first, long seeds, boolean story) {
    AtomicInteger exit = new AtomicInteger(1);
    Thread runs =
        Thread.ofVirtual().start(() -> exit.set(new SimulationMain().run(first, seeds, story)));
    try {
      runs.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return exit.get();
  }

  @SuppressWarnings("SystemOut")
  private int run(long first, long seeds, boolean story) {
    long begin = System.nanoTime();
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    Duration simulated = Duration.ZERO;
    long turns = 0;
    for (long seed = first; seed < first + seeds; seed++) {
      Simulation.Result result = Simulation.run(seed, story);
      if (!result.violations().isEmpty()) {
        System.out.println(Failure.describe(result));
        return 1;
      }
      if (story) {
        result.story().forEach(System.out::println);
      }
      outcomes.merge(result.outcome(), 1, Integer::sum);
      simulated = simulated.plus(result.size().simulated());
      turns += result.size().turns();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%d seeds from %d in %.1f s, every property held: %d turns, %.1f simulated hours%n",
        seeds, first, seconds, turns, simulated.toMillis() / 3_600_000.0);
    outcomes.forEach((outcome, number) -> System.out.printf("  %6d  %s%n", number, outcome));
    return 0;
  }
}
