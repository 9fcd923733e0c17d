package dev.offshoot.cli;

/** What a script can tell from the way a command ended. */
public final class ExitCode {
  public static final int DONE = 0;

  /** Failed, or rolled back. */
  public static final int FAILED = 1;

  public static final int WRONG_USAGE = 2;

  /** The planner found no safe plan. */
  public static final int REFUSED = 3;

  public static final int NEEDS_ATTENTION = 4;

  /** Nothing goes on until a person says yes or no. */
  public static final int WAITS_FOR_PERSON = 5;

  private ExitCode() {}
}
