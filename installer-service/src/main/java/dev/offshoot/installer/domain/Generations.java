package dev.offshoot.installer.domain;

/**
 * The generations of a host's goals. A host request belongs to one expansion, whose goals come in
 * this order and never go back: giving a goal twice is once, and whoever comes late has the lower
 * number.
 */
public final class Generations {

  /** Run mongod. */
  public static final long RUN = 1;

  /** The member lasts. */
  public static final long SETTLE = 2;

  /** Remove mongod; nothing comes after it. */
  public static final long REMOVE = 3;

  private Generations() {}
}
