package dev.offshoot.stage.app;

/**
 * The store did not answer; whether a write took effect is unknown until it is read again.
 * Transient: retry.
 */
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was tried, without secrets. */
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
