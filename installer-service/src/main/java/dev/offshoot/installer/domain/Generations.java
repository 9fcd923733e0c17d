package dev.offshoot.installer.domain;

/**
 * The generations of a host's goals. A host request belongs to one expansion, whose goals come in
 * this order and never go back, and then to the removals a person asked for, each taken back when
 * the agent refuses it: giving a goal twice is once, and whoever comes late has the lower number.
 */
public final class Generations {

  /** Run mongod. */
  public static final long RUN = 1;

  /** The member lasts. */
  public static final long SETTLE = 2;

  /** Remove mongod; on an expansion's way back nothing comes after it. */
  public static final long REMOVE = 3;

  /**
   * Remove mongod because a person asked, when as many removals before were taken back. Never the
   * number of an expansion's way back, which a forged fact may have given out: what the agent said
   * of that order would be taken for its answer to this one.
   */
  public static long remove(int taken) {
    return REMOVE + 2L * (taken + 1);
  }

  /** The member lasts after all: takes this removal back. */
  public static long keep(int taken) {
    return remove(taken) + 1;
  }

  private Generations() {}
}
