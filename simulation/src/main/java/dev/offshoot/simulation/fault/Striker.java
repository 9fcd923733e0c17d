package dev.offshoot.simulation.fault;

import dev.offshoot.simulation.turn.Interruptions;
import dev.offshoot.simulation.turn.SimulatedProcess;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Strikes at the calls and times that the plan names, and counts which calls were struck. */
public final class Striker implements Interruptions {

  private final Turns turns;
  private final Map<String, Watched> watched = new LinkedHashMap<>();
  private final TreeSet<String> made = new TreeSet<>();
  private final TreeSet<String> struck = new TreeSet<>();
  private final List<Fault> happened = new ArrayList<>();
  private final List<Fault> timed = new ArrayList<>();
  private @Nullable Happens happens;

  private static final class Watched {
    int before;
    int after;
    final List<Fault> faults = new ArrayList<>();
  }

  /** Does what a fault says. */
  @FunctionalInterface
  public interface Happens {

    /**
     * @param fault what
     * @param process whose call it is; null for a fault that has its time
     */
    void happen(Fault fault, @Nullable SimulatedProcess process);
  }

  /** For this plan. */
  public Striker(Turns turns, FaultPlan plan) {
    this.turns = turns;
    for (Fault fault : plan.faults()) {
      String call = fault.call();
      if (call == null) {
        timed.add(fault);
      } else {
        watched.computeIfAbsent(call, unused -> new Watched()).faults.add(fault);
      }
    }
  }

  /** From now on faults happen, and those that have their time are waited for. */
  public void begin(Happens how) {
    happens = how;
    for (Fault fault : timed) {
      turns.after(Duration.ofMillis(fault.atMillis()), () -> happen(fault, null));
    }
  }

  private void happen(Fault fault, @Nullable SimulatedProcess process) {
    happened.add(fault);
    turns.say("fault: " + fault);
    if (happens != null) {
      happens.happen(fault, process);
    }
  }

  @Override
  public Blow at(String call, When when, SimulatedProcess process) {
    if (when == When.BEFORE) {
      made.add(call);
    }
    Watched calls = watched.get(call);
    if (calls == null || happens == null) {
      return Blow.NONE;
    }
    int number = when == When.BEFORE ? ++calls.before : ++calls.after;
    Blow blow = Blow.NONE;
    for (Fault fault : calls.faults) {
      if (fault.when() == when && fault.nth() == number) {
        Blow one = strike(fault, process);
        blow = blow == Blow.NONE || one != Blow.WORLD ? one : blow;
      }
    }
    if (blow != Blow.NONE) {
      struck.add(call + " " + when);
    }
    return blow;
  }

  private Blow strike(Fault fault, SimulatedProcess process) {
    return switch (fault.kind()) {
      case CALL_FAILS -> told(fault, Blow.FAILS);
      case CALL_COMES_LATE -> told(fault, Blow.COMES_LATE);
      default -> {
        turns.after(Duration.ZERO, () -> happen(fault, process));
        yield Blow.WORLD;
      }
    };
  }

  private Blow told(Fault fault, Blow blow) {
    happened.add(fault);
    turns.say("fault: " + fault);
    return blow;
  }

  /** What went wrong so far. */
  public List<Fault> happened() {
    return List.copyOf(happened);
  }

  /** Calls that were made. */
  public SortedSet<String> made() {
    return made;
  }

  /** Calls that were interrupted, with where. */
  public SortedSet<String> struck() {
    return struck;
  }
}
