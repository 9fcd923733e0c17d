package dev.offshoot.simulation.turn;

import java.time.Instant;
import java.util.concurrent.Semaphore;

/** A thread that runs only while it has the turn. */
public final class Worker {

  final String name;
  final Semaphore go = new Semaphore(0);
  Instant wakeAt;
  Instant frozenUntil = Instant.MIN;
  boolean doomed;
  boolean over;

  Worker(String name, Instant now) {
    this.name = name;
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

  Instant runnableFrom() {
    return frozenUntil.isAfter(wakeAt) ? frozenUntil : wakeAt;
  }
}
