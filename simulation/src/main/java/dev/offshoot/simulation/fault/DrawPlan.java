package dev.offshoot.simulation.fault;

import dev.offshoot.simulation.turn.Interruptions.When;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws a plan from a seed: eight or more things are to go wrong. */
public final class DrawPlan {

  private static final int FEWEST = 8;
  private static final int MORE = 6;
  private static final int WITHIN_MILLIS = 70_000;

  /** What must not change the outcome, as often as it is named. */
  private static final List<FaultKind> HARMLESS =
      List.of(
          FaultKind.CRASH,
          FaultKind.CRASH,
          FaultKind.CRASH,
          FaultKind.FREEZE,
          FaultKind.FREEZE,
          FaultKind.CALL_FAILS,
          FaultKind.CALL_FAILS,
          FaultKind.CALL_FAILS,
          FaultKind.CALL_COMES_LATE,
          FaultKind.CALL_COMES_LATE,
          FaultKind.CLOCK_JUMPS,
          FaultKind.HOST_CLOCK_JUMPS,
          FaultKind.STORE_DOWN,
          FaultKind.BROKER_DOWN,
          FaultKind.BROKER_LOSES_TAIL,
          FaultKind.SYNC_FAILS,
          FaultKind.COLLECTION_DROPPED,
          FaultKind.SECOND_REQUEST,
          FaultKind.STOLEN_TOKEN,
          FaultKind.WRONG_APPROVAL,
          FaultKind.FORGETS_DEPLOYMENT);

  /** What may. */
  private static final List<FaultKind> OTHERS =
      Arrays.stream(FaultKind.values()).filter(FaultKind::changesTheOutcome).toList();

  /** Kinds that happen to the process whose call it is. */
  private static final List<FaultKind> AT_CALLS =
      List.of(FaultKind.CRASH, FaultKind.FREEZE, FaultKind.CALL_FAILS, FaultKind.CALL_COMES_LATE);

  /** Calls that have an effect in the world, by the service that makes them. */
  private static final List<String> EFFECTS =
      List.of(
          "replication-monitor ReplicaSet.reconfigure",
          "replication-monitor ReplicaSet.reconfigure",
          "replication-monitor JournalStore.store",
          "provisioner-service HostProvider.request",
          "provisioner-service HostProvider.release",
          "installer-service Agents.issue",
          "installer-service Agents.revoke",
          "agent MongodProcess.start",
          "agent MongodProcess.stop");

  /** Calls that are made when a host is given back. */
  private static final List<String> REMOVAL =
      List.of(
          "state-service HostRegister.removing",
          "state-service HostRegister.gone",
          "state-service ExpansionJournal.record",
          "state-service SetObserver.observe",
          "installer-service Agents.issue",
          "installer-service Agents.revoke",
          "agent Members.configuration",
          "agent MongodProcess.stop",
          "agent MongodHome.keepLogsAndWipe",
          "provisioner-service HostProvider.find",
          "provisioner-service HostProvider.release");

  private final RandomGenerator random;
  private final List<String> calls;

  private DrawPlan(RandomGenerator random, List<String> calls) {
    this.random = random;
    this.calls = calls;
  }

  /**
   * The plan of a seed.
   *
   * @param calls every call through a port
   */
  public static FaultPlan of(long seed, RandomGenerator random, List<String> calls) {
    return new DrawPlan(random, calls).draw(seed);
  }

  private FaultPlan draw(long seed) {
    FaultPlan.Request request =
        new FaultPlan.Request(
            3 + random.nextInt(3),
            random.nextInt(3),
            random.nextInt(5) == 0 ? 2 : 1,
            random.nextInt(3) > 0,
            random.nextBoolean(),
            random.nextInt(4) == 0,
            random.nextInt(5) == 0);
    FaultPlan.Pace pace =
        new FaultPlan.Pace(
            5 + random.nextInt(50),
            random.nextInt(20),
            random.nextInt(25),
            random.nextInt(4) == 0 ? random.nextLong(20 * 3_600_000L) : random.nextInt(5_000));
    boolean onlyHarmless = random.nextInt(5) < 2;
    List<Fault> faults = new ArrayList<>();
    if (!onlyHarmless && random.nextInt(3) == 0) {
      ambush(faults);
    }
    int number = FEWEST + random.nextInt(MORE);
    while (faults.size() < number) {
      faults.add(fault(onlyHarmless));
    }
    if (random.nextInt(3) == 0) {
      giveBack(faults, onlyHarmless);
    }
    return new FaultPlan(seed, request, pace, faults);
  }

  private Fault fault(boolean onlyHarmless) {
    boolean harmless = onlyHarmless || random.nextInt(3) > 0;
    List<FaultKind> kinds = harmless ? HARMLESS : OTHERS;
    FaultKind kind = kinds.get(random.nextInt(kinds.size()));
    boolean needsCall = kind == FaultKind.CALL_FAILS || kind == FaultKind.CALL_COMES_LATE;
    if (needsCall || random.nextInt(AT_CALLS.contains(kind) ? 2 : 4) == 0) {
      String call = calls.get(random.nextInt(calls.size()));
      When when =
          kind != FaultKind.CALL_COMES_LATE && random.nextBoolean() ? When.AFTER : When.BEFORE;
      int nth = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(4);
      return Fault.call(kind, call, nth, when, lasting());
    }
    return Fault.at(kind, random.nextInt(WITHIN_MILLIS), lasting(), random.nextInt(100));
  }

  private long lasting() {
    return 500L + random.nextInt(random.nextInt(3) == 0 ? 100_000 : 10_000);
  }

  /** A worker stands still at an effect for longer than its lease, and meanwhile all turns back. */
  private void ambush(List<Fault> faults) {
    String call = EFFECTS.get(random.nextInt(EFFECTS.size()));
    int nth = 1 + random.nextInt(3);
    faults.add(
        Fault.call(FaultKind.FREEZE, call, nth, When.BEFORE, 61_000L + random.nextInt(240_000)));
    When then = random.nextBoolean() ? When.BEFORE : When.AFTER;
    faults.add(Fault.call(FaultKind.USER_CANCELS, call, nth, then, 0));
  }

  /** Somebody gives a host back, sometimes two do, and things go wrong meanwhile. */
  private void giveBack(List<Fault> faults, boolean onlyHarmless) {
    int givers = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < givers; i++) {
      faults.add(
          Fault.at(
              FaultKind.HOST_GIVEN_BACK,
              random.nextInt(WITHIN_MILLIS),
              random.nextInt(5_000),
              random.nextInt(100)));
    }
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      List<FaultKind> kinds = random.nextBoolean() ? AT_CALLS : onlyHarmless ? HARMLESS : OTHERS;
      FaultKind kind = kinds.get(random.nextInt(kinds.size()));
      When when =
          kind != FaultKind.CALL_COMES_LATE && random.nextBoolean() ? When.AFTER : When.BEFORE;
      String call = REMOVAL.get(random.nextInt(REMOVAL.size()));
      faults.add(Fault.call(kind, call, 1 + random.nextInt(4), when, lasting()));
    }
  }
}
