package dev.offshoot.embedded;

/**
 * A process could not be started or did not become ready; the message says which, why, and what to
 * do.
 */
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailed(String message) {
    super(message);
  }

  StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
