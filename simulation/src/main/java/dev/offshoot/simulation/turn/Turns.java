package dev.offshoot.simulation.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Gives turns. Workers are threads of their own, but only the one that has the turn runs; it gives
 * the turn back at port calls, when it sleeps, and when it ends. Who is next, and how long a call
 * takes, comes from the seed.
 */
public final class Turns {

  private static final int CALL_MILLIS = 4;
  private static final int GIVES_UP_TURN = 6;

  private final SimulatedClock clock;
  private final Random random;
  private final Trace trace;
  private final List<Worker> workers = new ArrayList<>();
  private final PriorityQueue<Happening> agenda =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
  private final Semaphore back = new Semaphore(0);
  private @Nullable Worker running;
  private @Nullable Throwable failure;
  private long happenings;
  private long turns;

  /** With this clock and this source of choices. */
  public Turns(SimulatedClock clock, Random random, Trace trace) {
    this.clock = clock;
    this.random = random;
    this.trace = trace;
  }

  /** Something that happens by itself at a time. */
  private record Happening(Instant at, long number, Runnable what) {}

  /** The clock. */
  public SimulatedClock clock() {
    return clock;
  }

  /** The source of every choice. */
  public Random random() {
    return random;
  }

  /** Writes a line of the story. */
  public void say(String line) {
    trace.add(clock, running == null ? "world" : running.name, line);
  }

  /** How many turns were given. */
  public long given() {
    return turns;
  }

  /** Lets something happen after this time, by itself. */
  public void after(Duration delay, Runnable what) {
    agenda.add(new Happening(clock.instant().plus(delay), happenings++, what));
  }

  /** Starts a worker; it gets its first turn later. */
  public Worker start(String name, Runnable body) {
    Worker worker = new Worker(name, clock.instant());
    workers.add(worker);
    var unused = Thread.ofVirtual().name(name).start(() -> live(worker, body));
    return worker;
  }

  private void live(Worker worker, Runnable body) {
    worker.go.acquireUninterruptibly();
    try {
      if (!worker.doomed) {
        body.run();
      }
    } catch (Crash crash) {
      // This is how a worker is killed.
      worker.doomed = true;
    } catch (Throwable unexpected) {
      failure = unexpected;
    } finally {
      worker.over = true;
      back.release();
    }
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
    trace.call(clock, self.name, what);
    clock.advance(random.nextInt(CALL_MILLIS));
    if (random.nextInt(GIVES_UP_TURN) == 0 || self.frozenUntil.isAfter(clock.instant())) {
      suspend(self, clock.instant());
    }
  }

  /** Suspends the running worker for this long, or until it is woken. */
  public void sleep(Duration duration) {
    Worker self = running;
    if (self == null) {
      throw new IllegalStateException("only a worker sleeps");
    }
    suspend(self, clock.instant().plus(duration));
  }

  private void suspend(Worker self, Instant until) {
    if (self.doomed) {
      throw new Crash(self.name);
    }
    self.wakeAt = until;
    back.release();
    self.go.acquireUninterruptibly();
    if (self.doomed) {
      throw new Crash(self.name);
    }
  }

  /** Ends the sleep of a worker. */
  public void wake(Worker worker) {
    if (worker.wakeAt.isAfter(clock.instant())) {
      worker.wakeAt = clock.instant();
    }
  }

  /** Nothing of this worker happens before this time has passed. */
  public void freeze(Worker worker, Duration duration) {
    worker.frozenUntil = clock.instant().plus(duration);
  }

  /** Whether a worker is frozen now. */
  public boolean anybodyFrozen() {
    return workers.stream().anyMatch(w -> w.frozenUntil.isAfter(clock.instant()));
  }

  /** Kills a worker where it stands; must not be called by a worker. */
  public void kill(Worker worker) {
    if (!worker.over) {
      worker.doomed = true;
      give(worker);
    }
    workers.remove(worker);
  }

  /** Kills everybody. */
  public void end() {
    for (Worker worker : List.copyOf(workers)) {
      kill(worker);
    }
  }

  /**
   * One thing happens: one entry of the agenda, one turn, or time moves on.
   *
   * @return false when nothing will ever happen again
   */
  public boolean next() {
    Happening first = agenda.peek();
    if (first != null && !first.at().isAfter(clock.instant())) {
      agenda.remove();
      first.what().run();
      return true;
    }
    List<Worker> ready = new ArrayList<>();
    Instant soonest = first == null ? Instant.MAX : first.at();
    for (Worker worker : workers) {
      Instant from = worker.runnableFrom();
      if (!from.isAfter(clock.instant())) {
        ready.add(worker);
      } else if (from.isBefore(soonest)) {
        soonest = from;
      }
    }
    if (!ready.isEmpty()) {
      give(ready.get(random.nextInt(ready.size())));
      return true;
    }
    if (soonest.equals(Instant.MAX)) {
      return false;
    }
    clock.moveTo(soonest);
    return true;
  }

  private void give(Worker worker) {
    turns++;
    running = worker;
    worker.go.release();
    back.acquireUninterruptibly();
    running = null;
    if (worker.over) {
      workers.remove(worker);
    }
    Throwable unexpected = failure;
    if (unexpected != null) {
      failure = null;
      throw new IllegalStateException("worker " + worker.name + " failed", unexpected);
    }
  }
}
