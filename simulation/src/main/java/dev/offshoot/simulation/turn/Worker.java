package dev.offshoot.simulation.turn;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that runs only while it has the turn. */
public final class Worker {

  final String name;
  final @Nullable SimulatedProcess process;
  @Nullable Thread thread;
  private volatile boolean go;
  long wakeAt;
  long frozenUntil = Long.MIN_VALUE;
  long frozenMillis;
  long callSince = -1;
  String call = "";
  boolean doomed;
  volatile boolean over;

  /** Whoever killed it waits here until it is over. */
  @Nullable Thread killer;

  Worker(String name, @Nullable SimulatedProcess process, long now) {
    this.name = name;
    this.process = process;
    this.wakeAt = now;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Whether it has ended. */
  public boolean over() {
    return over;
  }

  long runnableFrom() {
    return Math.max(frozenUntil, wakeAt);
  }

  void release() {
    go = true;
    LockSupport.unpark(thread);
  }

  void await() {
    while (!go) {
      LockSupport.park(this);
    }
    go = false;
  }
}
