package dev.offshoot.provisioner.domain.cloud;

import org.jspecify.annotations.Nullable;

/**
 * An instance that carries our tags.
 *
 * @param reference the cloud's name of it, such as i-0123456789abcdef0
 * @param state its state
 * @param host the host request it answers
 * @param address HOST:PORT it was asked for
 * @param released whether we gave it back: no request with its id is answered by another one
 * @param reason why it is in this state, as the cloud says; may be empty
 * @param ip its private IP address; null while it has none
 */
public record CloudInstance(
    String reference,
    State state,
    String host,
    String address,
    boolean released,
    String reason,
    @Nullable String ip) {

  /** The states of an EC2 instance ("Instance lifecycle" of the EC2 user guide), in their order. */
  public enum State {
    PENDING,
    RUNNING,
    STOPPING,
    STOPPED,
    SHUTTING_DOWN,
    TERMINATED;

    /** Whether it may still run, or run again. */
    public boolean isAlive() {
      return switch (this) {
        case PENDING, RUNNING, STOPPING, STOPPED -> true;
        case SHUTTING_DOWN, TERMINATED -> false;
      };
    }
  }
}
