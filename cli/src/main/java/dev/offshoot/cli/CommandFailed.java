package dev.offshoot.cli;

/** A command cannot go on: what happened to which object, what to do, and the exit code. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;
  private final int exitCode;

  /**
   * A failure with an exit code.
   *
   * @param what one sentence: what happened, to which object
   * @param remedy one sentence: what to do; empty when there is nothing to do
   */
  public CommandFailed(String what, String remedy, int exitCode) {
    super(what);
    this.remedy = remedy;
    this.exitCode = exitCode;
  }

  /** A failure that ends with {@link ExitCode#FAILED}. */
  public CommandFailed(String what, String remedy) {
    this(what, remedy, ExitCode.FAILED);
  }

  /** What to do; may be empty. */
  public String remedy() {
    return remedy;
  }

  /** See {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
