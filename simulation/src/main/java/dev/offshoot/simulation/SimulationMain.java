package dev.offshoot.simulation;

import dev.offshoot.simulation.fault.FaultKind;
import dev.offshoot.simulation.fault.FaultPlan;
import dev.offshoot.simulation.planted.Planted;
import dev.offshoot.simulation.search.Campaign;
import dev.offshoot.simulation.search.Failure;
import dev.offshoot.simulation.search.PlantedTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs seeds, or one saved plan, from the command line; exit code 1 when a property fails. */
public final class SimulationMain {

  private static final int WRONG_USAGE = 2;
  private static final int PLANTED_SEEDS = 2_000;
  private static final int SEEDS = 500;
  private static final String USAGE =
      """
      usage: ./offshoot simulate [--minutes N] [--seed FIRST] [--seeds N]
                                 [--with KIND] [--faults FILE] [--save FILE] [--story] [--keep-going] [--planted]
        --minutes N    runs seeds for so long at the most (alone: for so long)
        --seed FIRST   the first seed (default 1); --seeds N: how many (default 500)
        --with KIND    passes over seeds whose plan has no fault of this kind
        --faults FILE  replays a saved, perhaps edited, plan
        --save FILE    saves the plan of --seed instead of running it
        --keep-going   goes on after a seed that fails, and lists them
        --story        tells the story of the run
        --planted      plants every defect in turn, each for --minutes at the most, and says how
                       many seeds each took
      """;

  private long seeds;
  private long first = 1;
  private @Nullable Duration minutes;
  private boolean keepGoing;
  private boolean story;
  private boolean planted;
  private @Nullable FaultKind with;
  private @Nullable Path faults;
  private @Nullable Path save;

  private SimulationMain() {}

  /** Exit code 0 when every property held, 1 when one did not. */
  @SuppressWarnings("SystemOut") // This is the command's answer.
  public static void main(String[] arguments) throws IOException {
    SimulationMain main = new SimulationMain();
    try {
      main.read(arguments);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.err.print(USAGE);
      System.exit(WRONG_USAGE);
    }
    System.exit(main.run());
  }

  private void read(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--minutes" ->
            minutes = Duration.ofSeconds((long) (60 * Double.parseDouble(arguments[++i])));
        case "--seeds" -> seeds = Long.parseLong(arguments[++i]);
        case "--seed" -> first = Long.parseLong(arguments[++i]);
        case "--with" -> with = FaultKind.valueOf(arguments[++i]);
        case "--faults" -> faults = Path.of(arguments[++i]);
        case "--save" -> save = Path.of(arguments[++i]);
        case "--keep-going" -> keepGoing = true;
        case "--story" -> story = true;
        case "--planted" -> planted = true;
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
    if (seeds == 0) {
      seeds = minutes == null ? SEEDS : Long.MAX_VALUE / 2;
    }
  }

  private Duration atMost() {
    return minutes == null ? Duration.ofDays(1) : minutes;
  }

  @SuppressWarnings("SystemOut")
  private int run() throws IOException {
    if (save != null) {
      Files.writeString(save, Simulation.plan(first).json());
      System.out.println("the plan of seed " + first + " is in " + save);
      return 0;
    }
    if (faults != null) {
      String json = Files.readString(faults, StandardCharsets.UTF_8);
      return one(FaultPlan.parse(json), faults.toString());
    }
    if (planted) {
      boolean all = PlantedTable.print(first, PLANTED_SEEDS, atMost(), System.out::println);
      return all ? 0 : 1;
    }
    if (seeds == 1) {
      return one(Simulation.plan(first), "");
    }
    return many();
  }

  @SuppressWarnings("SystemOut")
  private int one(FaultPlan plan, String file) throws IOException {
    Result result = Simulation.run(plan, story);
    if (result.failed()) {
      return failed(result);
    }
    result.story().lines().forEach(System.out::println);
    System.out.printf(
        "%s: every property held; %s after %s, %d turns, trace %s%n",
        file.isEmpty() ? "seed " + plan.seed() : file,
        result.outcome(),
        result.size().simulated(),
        result.size().turns(),
        result.story().hash());
    return 0;
  }

  @SuppressWarnings("SystemOut")
  private int many() throws IOException {
    long begin = System.nanoTime();
    Campaign campaign = Campaign.ofSeeds(first, seeds, with, keepGoing);
    List<Result> failures = campaign.run(atMost(), System.out::println);
    System.out.print(campaign.tally().table(Duration.ofNanos(System.nanoTime() - begin)));
    for (Result failure : failures) {
      System.out.println(
          "seed " + failure.plan().seed() + " does not hold: " + failure.violations().getFirst());
    }
    if (!failures.isEmpty()) {
      return failed(failures.getFirst());
    }
    System.out.println("every property held");
    return 0;
  }

  @SuppressWarnings("SystemOut")
  private static int failed(Result result) throws IOException {
    Failure failure = Failure.of(result, world -> Planted.NOTHING);
    Path saved =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("offshoot-seed-" + result.plan().seed() + ".json");
    Files.writeString(saved, failure.shortest().plan().json());
    System.out.println(failure.describe(saved.toString()));
    return 1;
  }
}
