package dev.offshoot.simulation.search;

import dev.offshoot.simulation.Result;
import dev.offshoot.simulation.Simulation;
import dev.offshoot.simulation.fault.FaultKind;
import dev.offshoot.simulation.fault.FaultPlan;
import dev.offshoot.simulation.planted.Planted;
import dev.offshoot.simulation.service.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs plan after plan until one fails, side by side on every core; each run has one worker at a
 * time. Runs are virtual threads, so that turns change without the operating system.
 */
public final class Campaign {

  private final LongFunction<@Nullable FaultPlan> plans;
  private final Function<World, Planted> defect;
  private final Tally tally = new Tally();
  private final AtomicLong next = new AtomicLong();
  private final List<Result> failures = new ArrayList<>();
  private final boolean goesOn;

  /**
   * @param plans the plan of each number from 0; null when there are no more
   * @param defect what is planted in each run
   * @param goesOn whether it goes on after a failure
   */
  public Campaign(
      LongFunction<@Nullable FaultPlan> plans, Function<World, Planted> defect, boolean goesOn) {
    this.plans = plans;
    this.defect = defect;
    this.goesOn = goesOn;
  }

  /**
   * Plans of seeds from this one on.
   *
   * @param with only plans with a fault of this kind; null: all
   */
  public static Campaign ofSeeds(long first, long seeds, @Nullable FaultKind with, boolean goesOn) {
    AtomicLong passed = new AtomicLong();
    return new Campaign(
        number -> plan(first, seeds, with, passed), world -> Planted.NOTHING, goesOn);
  }

  private static @Nullable FaultPlan plan(
      long first, long seeds, @Nullable FaultKind with, AtomicLong passed) {
    for (long number = passed.getAndIncrement();
        number < seeds;
        number = passed.getAndIncrement()) {
      FaultPlan plan = Simulation.plan(first + number);
      if (with == null || plan.faults().stream().anyMatch(fault -> fault.kind() == with)) {
        return plan;
      }
    }
    return null;
  }

  /**
   * Runs until a plan fails, there are no more, or time is up.
   *
   * @param atMost time after which no run begins
   * @param progress hears a line every ten seconds, with the seeds that failed so far
   * @return the failed runs, by seed
   */
  public List<Result> run(Duration atMost, Consumer<String> progress) {
    long begin = System.nanoTime();
    long end = begin + atMost.toNanos();
    int lanes = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        running.add(threads.submit(() -> lane(begin, end, progress)));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulation itself failed", e.getCause());
    }
    failures.sort(Comparator.comparingLong(failed -> failed.plan().seed()));
    return List.copyOf(failures);
  }

  private void lane(long begin, long end, Consumer<String> progress) {
    long told = begin;
    while (System.nanoTime() < end && !stopped()) {
      FaultPlan plan = plans.apply(next.getAndIncrement());
      if (plan == null) {
        return;
      }
      count(Simulation.run(plan, defect, false));
      long now = System.nanoTime();
      if (now - told > Duration.ofSeconds(10).toNanos()) {
        told = now;
        progress.accept(line(Duration.ofNanos(now - begin)));
      }
    }
  }

  private synchronized boolean stopped() {
    return !goesOn && !failures.isEmpty();
  }

  private synchronized void count(Result result) {
    tally.add(result);
    if (result.failed()) {
      failures.add(result);
    }
  }

  private synchronized String line(Duration elapsed) {
    String failed =
        failures.stream()
            .map(failure -> Long.toString(failure.plan().seed()))
            .collect(Collectors.joining(", "));
    return tally.line(elapsed) + (failed.isEmpty() ? "" : "; DOES NOT HOLD: " + failed);
  }

  /** What was counted; read it when no run goes on. */
  public Tally tally() {
    return tally;
  }
}
