package dev.offshoot.agent.domain;

/**
 * Whether a goal may be followed. Generations only grow, so a late worker can never take a host
 * back.
 */
public enum GoalDecision {
  /** Higher than every goal seen: remember it, then follow it. */
  FOLLOW_NEW,
  /** The goal followed last: its steps may be repeated. */
  FOLLOW_AGAIN,
  /** Lower than a goal already followed: refuse and report. */
  REFUSE;

  /**
   * Decides by generations alone.
   *
   * @param offered generation of the goal offered
   * @param followed highest generation followed so far, 0 for none
   */
  public static GoalDecision evaluate(long offered, long followed) {
    if (offered > followed) {
      return FOLLOW_NEW;
    }
    return offered == followed && offered > 0 ? FOLLOW_AGAIN : REFUSE;
  }
}
