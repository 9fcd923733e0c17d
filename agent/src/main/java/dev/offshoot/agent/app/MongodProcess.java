package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.Address;
import java.time.Instant;
import java.util.List;

/** mongod as a process of its own, found again by process id and start time. */
public interface MongodProcess {

  /** What became of it. */
  State state();

  /** Whether the address can be bound, else why not. */
  AddressState addressState(Address address);

  /** Starts it in a session of its own; answers as soon as it is recorded. */
  State start();

  /**
   * Asks it to end, and makes it after a grace period; only ever the very process that was started
   * here.
   *
   * @param notAfter when this moment has passed, nothing is done: a host that was suspended
   *     meanwhile acts on nothing it learnt before
   */
  State stop(Instant notAfter);

  /** What became of mongod. */
  sealed interface State {
    /** Never started here. */
    record NeverStarted() implements State {}

    /** Alive. */
    record Running(long pid) implements State {}

    /** Was started here and is not there any more. */
    record Exited(List<String> lastLines) implements State {
      /** Copies the lines. */
      public Exited {
        lastLines = List.copyOf(lastLines);
      }
    }
  }

  /** Whether an address is free. */
  sealed interface AddressState {
    /** Can be bound. */
    record Free() implements AddressState {}

    /** Somebody listens there. */
    record InUse() implements AddressState {}

    /** Is not an address of this host. */
    record NotHere(String reason) implements AddressState {}

    /**
     * Is a name that is not known yet.
     *
     * @param addresses what this host can be reached by
     */
    record Unresolved(List<String> addresses) implements AddressState {
      /** Copies the addresses. */
      public Unresolved {
        addresses = List.copyOf(addresses);
      }
    }
  }
}
