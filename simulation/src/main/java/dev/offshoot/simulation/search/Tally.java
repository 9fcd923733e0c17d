package dev.offshoot.simulation.search;

import dev.offshoot.simulation.Result;
import dev.offshoot.simulation.fault.Fault;
import dev.offshoot.simulation.fault.FaultKind;
import dev.offshoot.simulation.service.PortCalls;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What many runs did together. Used by one thread at a time. */
public final class Tally {

  private long runs;
  private long turns;
  private long simulatedMillis;
  private long faults;
  private int fewestFaults = Integer.MAX_VALUE;
  private final TreeMap<String, Integer> outcomes = new TreeMap<>();
  private final EnumMap<FaultKind, Integer> kinds = new EnumMap<>(FaultKind.class);
  private final TreeSet<String> made = new TreeSet<>();
  private final TreeSet<String> struck = new TreeSet<>();

  /** Counts one run. */
  public void add(Result result) {
    runs++;
    turns += result.size().turns();
    simulatedMillis += result.size().simulated().toMillis();
    faults += result.size().faults();
    fewestFaults = Math.min(fewestFaults, result.plan().faults().size());
    outcomes.merge(result.outcome(), 1, Integer::sum);
    for (Fault fault : result.seen().happened()) {
      kinds.merge(fault.kind(), 1, Integer::sum);
    }
    made.addAll(result.seen().made());
    struck.addAll(result.seen().struck());
  }

  /** Runs so far. */
  public long runs() {
    return runs;
  }

  /** How often each outcome came. */
  public Map<String, Integer> outcomes() {
    return outcomes;
  }

  /** How often each kind of fault happened. */
  public Map<FaultKind, Integer> kinds() {
    return kinds;
  }

  /** The fewest faults a run was planned with. */
  public int fewestFaults() {
    return fewestFaults;
  }

  /** Calls through ports that were never made. */
  public List<String> neverMade() {
    return PortCalls.all().stream().filter(call -> !made.contains(call)).toList();
  }

  /** Calls through ports that were never interrupted, with where. */
  public List<String> neverStruck() {
    return PortCalls.all().stream()
        .flatMap(call -> List.of(call + " BEFORE", call + " AFTER").stream())
        .filter(point -> !struck.contains(point))
        .toList();
  }

  /** Per cent of points before and after calls at which one was interrupted. */
  public double covered() {
    int points = 2 * PortCalls.all().size();
    return 100.0 * (points - neverStruck().size()) / points;
  }

  /** One line for people who wait. */
  public String line(Duration elapsed) {
    double minutes = Math.max(1, elapsed.toMillis()) / 60_000.0;
    return ("%d seeds in %.1f min (%.0f a minute), %.1f simulated hours (time %,.0f times as fast),"
            + " %d faults (%.1f a seed), %.1f %% of port calls interrupted before and after,"
            + " %d of %d kinds of fault")
        .formatted(
            runs,
            minutes,
            runs / minutes,
            simulatedMillis / 3_600_000.0,
            simulatedMillis / (minutes * 60_000.0),
            faults,
            runs == 0 ? 0.0 : (double) faults / runs,
            covered(),
            kinds.size(),
            FaultKind.values().length);
  }

  /** All that was counted, for the end. */
  public String table(Duration elapsed) {
    StringBuilder text = new StringBuilder(line(elapsed)).append('\n');
    text.append("  %d turns, at least %d faults planned a seed%n".formatted(turns, fewestFaults));
    text.append("outcomes\n");
    outcomes.forEach((name, n) -> text.append("  %8d  %s%n".formatted(n, name)));
    text.append("faults that happened\n");
    for (FaultKind kind : FaultKind.values()) {
      text.append("  %8d  %s%n".formatted(kinds.getOrDefault(kind, 0), kind));
    }
    return text.toString();
  }
}
