package dev.offshoot.simulation.turn;

/** The end of a worker at a port call; an error, so that nobody handles it. */
public final class Crash extends Error {

  private static final long serialVersionUID = 1L;

  Crash(String worker) {
    super(worker, null, false, false);
  }
}
