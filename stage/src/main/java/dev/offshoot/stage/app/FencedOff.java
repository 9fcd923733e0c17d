package dev.offshoot.stage.app;

/**
 * The worker's claim is no longer valid; it must stop without any effect. Whoever holds the claim
 * now looks afresh.
 */
public final class FencedOff extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was not done, and on which expansion. */
  public FencedOff(String message) {
    super(message);
  }
}
