package dev.offshoot.simulation.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives turns. Workers are threads of their own, but only the one that has the turn runs; it gives
 * the turn on at port calls, when it sleeps, and when it ends. Who is next, and how long a call
 * takes, comes from the seed. Whoever gives the turn on decides who is next, so that a worker that
 * is next itself goes on without any change of threads.
 */
public final class Turns {

  private static final int CALL_MILLIS = 4;
  private static final int GIVES_UP_TURN = 6;

  private final SimulatedClock clock;
  private final RandomGenerator random;
  private final Trace trace;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Worker> ready = new ArrayList<>();
  private final Agenda agenda = new Agenda();
  private final Worker world = new Worker("world", null, 0);
  private BooleanSupplier goesOn = () -> true;
  private @Nullable Worker running;
  private volatile @Nullable Throwable failure;
  private boolean stopped;
  private long turns;
  private long calls;

  /** With this clock and this source of choices. */
  public Turns(SimulatedClock clock, RandomGenerator random, Trace trace) {
    this.clock = clock;
    this.random = random;
    this.trace = trace;
  }

  /** The clock. */
  public SimulatedClock clock() {
    return clock;
  }

  /** The source of every choice. */
  public RandomGenerator random() {
    return random;
  }

  /** Writes a line of the story. */
  public void say(String line) {
    trace.add(clock, running == null ? world.name : running.name, line);
  }

  /** How many turns were given. */
  public long given() {
    return turns;
  }

  /** How many points were passed. */
  public long calls() {
    return calls;
  }

  /** Lets something happen after this time, by itself. */
  public void after(Duration delay, Runnable what) {
    agenda.add(clock.sinceBeginning() + millis(delay), what);
  }

  private static long millis(Duration delay) {
    long whole = delay.toMillis();
    return delay.equals(Duration.ofMillis(whole)) ? whole : whole + 1;
  }

  /** Starts a worker; it gets its first turn later. */
  public Worker start(String name, @Nullable SimulatedProcess process, Runnable body) {
    Worker worker = new Worker(name, process, clock.sinceBeginning());
    workers.add(worker);
    worker.thread = Thread.ofVirtual().name(name).unstarted(() -> live(worker, body));
    worker.thread.start();
    return worker;
  }

  private void live(Worker worker, Runnable body) {
    worker.await();
    running = worker;
    try {
      if (!worker.doomed) {
        body.run();
      }
    } catch (Crash crash) {
      // This is how a worker is killed.
      worker.doomed = true;
    } catch (Throwable unexpected) {
      failure = new IllegalStateException("worker " + worker.name + " failed", unexpected);
    }
    workers.remove(worker);
    Thread killer = worker.killer;
    worker.over = true;
    if (killer != null) {
      LockSupport.unpark(killer);
    } else {
      giveOn(worker);
    }
  }

  /** The worker that has the turn, if any. */
  public @Nullable Worker running() {
    return running;
  }

  /** A port call: here a worker can be suspended or killed, and time goes by. */
  public void point(String what) {
    Worker self = running;
    if (self == null) {
      return;
    }
    if (self.doomed) {
      throw new Crash(self.name);
    }
    calls++;
    trace.call(clock, self.name, what);
    clock.advance(random.nextInt(CALL_MILLIS));
    if (random.nextInt(GIVES_UP_TURN) == 0 || self.frozenUntil > clock.sinceBeginning()) {
      suspend(self, clock.sinceBeginning());
    }
  }

  /** Lets the agenda come first. */
  public void giveWay() {
    Worker self = running;
    if (self != null) {
      suspend(self, clock.sinceBeginning());
    }
  }

  /** Suspends the running worker for this long, or until it is woken. */
  public void sleep(Duration duration) {
    Worker self = running;
    if (self == null) {
      throw new IllegalStateException("only a worker sleeps");
    }
    suspend(self, clock.sinceBeginning() + Math.max(0, millis(duration)));
  }

  private void suspend(Worker self, long until) {
    if (self.doomed) {
      throw new Crash(self.name);
    }
    self.wakeAt = until;
    giveOn(self);
    if (self.doomed) {
      throw new Crash(self.name);
    }
  }

  /** Gives the turn on; comes back when this worker has it again. */
  private void giveOn(Worker self) {
    running = null;
    Worker next = decide(self);
    if (next != self) {
      next.release();
      if (!self.over) {
        self.await();
      }
    }
    if (!self.over) {
      running = self == world ? null : self;
    }
  }

  /** Lets things happen until somebody has the turn; the world has it when all is over. */
  private Worker decide(Worker self) {
    try {
      while (failure == null && !stopped && goesOn.getAsBoolean()) {
        if (self.doomed && !self.over) {
          return self;
        }
        if (agenda.next() <= clock.sinceBeginning()) {
          agenda.happen();
          continue;
        }
        Worker chosen = choose(agenda.next());
        if (chosen != null) {
          turns++;
          return chosen;
        }
      }
    } catch (Throwable unexpected) {
      failure = unexpected;
    }
    stopped = true;
    return world;
  }

  /** One that may run now; else moves the clock on, or stops when nothing will ever happen. */
  private @Nullable Worker choose(long soonest) {
    ready.clear();
    long next = soonest;
    long now = clock.sinceBeginning();
    for (int i = 0; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      long from = worker.runnableFrom();
      if (from <= now) {
        ready.add(worker);
      } else if (from < next) {
        next = from;
      }
    }
    if (!ready.isEmpty()) {
      return ready.get(ready.size() == 1 ? 0 : random.nextInt(ready.size()));
    }
    if (next == Agenda.NEVER) {
      stopped = true;
    } else {
      clock.moveTo(next);
    }
    return null;
  }

  /**
   * Lets everything happen until this says no, or nothing will ever happen again.
   *
   * @param again asked after every event
   */
  public void run(BooleanSupplier again) {
    goesOn = again;
    stopped = false;
    world.thread = Thread.currentThread();
    giveOn(world);
    Throwable unexpected = failure;
    if (unexpected != null) {
      failure = null;
      throw new IllegalStateException(unexpected.getMessage(), unexpected);
    }
  }

  /** Ends the sleep of a worker. */
  public void wake(Worker worker) {
    worker.wakeAt = Math.min(worker.wakeAt, clock.sinceBeginning());
  }

  /** Lets a worker sleep no longer than until this time, in milliseconds since the beginning. */
  public void wakeBy(Worker worker, long millis) {
    worker.wakeAt = Math.min(worker.wakeAt, Math.max(millis, clock.sinceBeginning()));
  }

  /** Nothing of this worker happens before this time has passed. */
  public void freeze(Worker worker, Duration duration) {
    worker.frozenUntil = Math.max(worker.frozenUntil, clock.sinceBeginning() + millis(duration));
    worker.frozenMillis += millis(duration);
  }

  /** Whether a worker is frozen now. */
  public boolean anybodyFrozen() {
    return workers.stream().anyMatch(worker -> worker.frozenUntil > clock.sinceBeginning());
  }

  /** A call that lasts longer than this, time of standing still not counted; empty if none does. */
  public String endlessCall(Duration most) {
    for (Worker worker : workers) {
      long begun = Math.max(worker.callSince, worker.frozenUntil);
      if (worker.callSince >= 0 && clock.sinceBeginning() - begun > most.toMillis()) {
        return worker.name + " in " + worker.call;
      }
    }
    return "";
  }

  /** Kills a worker where it stands; called from the agenda, never by a worker. */
  public void kill(Worker worker) {
    if (worker.over) {
      return;
    }
    worker.doomed = true;
    workers.remove(worker);
    if (worker.thread == Thread.currentThread()) {
      // It runs the agenda itself and ends as soon as it looks up.
      return;
    }
    Worker before = running;
    running = worker;
    worker.killer = Thread.currentThread();
    worker.release();
    while (!worker.over) {
      LockSupport.park(worker);
    }
    running = before;
  }

  /** Kills everybody. */
  public void end() {
    for (Worker worker : List.copyOf(workers)) {
      kill(worker);
    }
  }
}
