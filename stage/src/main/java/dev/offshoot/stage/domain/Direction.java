package dev.offshoot.stage.domain;

/**
 * Where an expansion is going, as one stage knows it. It never turns from BACK to FORWARD, and
 * CLOSED is for ever.
 */
public enum Direction {
  /** Towards the goal. */
  FORWARD,
  /** Somebody gave up: nothing new is started, and what was done is undone in turn. */
  BACK,
  /** The expansion is over; what is left is a tombstone. */
  CLOSED
}
