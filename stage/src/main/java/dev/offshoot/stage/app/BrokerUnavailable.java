package dev.offshoot.stage.app;

/**
 * The broker did not acknowledge; the event may or may not be there. Transient: the outbox sends it
 * again.
 */
public final class BrokerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was tried. */
  public BrokerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
