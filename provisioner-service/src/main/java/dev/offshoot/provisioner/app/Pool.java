package dev.offshoot.provisioner.app;

import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machines people brought, and which host request has each. Every change is one write on one
 * machine, so two requests never get the same one.
 */
public interface Pool {

  /**
   * A machine was heard; one that is not known is admitted. What was seen earlier changes nothing.
   *
   * @return whether it was not known, or silent
   */
  boolean heard(Machine machine, Instant at, Instant silentBefore);

  /** Machines nobody has that were heard since, by id. */
  List<Machine> free(Instant heardSince);

  /** The machine this request has. */
  Optional<Host> find(String requestId);

  /** All machines that some request has. */
  List<Host> claimed();

  /**
   * Gives the machine to the request, provided nobody has it, it was heard since, and the request
   * was never released. Answers the same for a request that has it already.
   */
  Claimed claim(String requestId, String machine, String address, Instant heardSince);

  /** Frees the machine of this request, and refuses the request for ever on every machine. */
  void release(String requestId);

  /**
   * Takes a machine out of the pool for ever: a last claim, by a piece of work that never releases
   * it. Answers the same when that work has it already; a work that was told no never gets it.
   *
   * @param work the piece of work
   * @param holder the request that must have the machine; absent: nobody may have it
   * @param address HOST:PORT of its member, or the one a member would have had
   */
  Withdrawal withdraw(String work, String machine, @Nullable String holder, String address);

  /** What came of taking a machine out. */
  sealed interface Withdrawal {
    /**
     * It is out.
     *
     * @param claim number of that last claim
     */
    record Out(int claim) implements Withdrawal {}

    /** Somebody else has it; absent for nobody. */
    record Refused(@Nullable String by) implements Withdrawal {}
  }

  /** What came of a claim. */
  sealed interface Claimed {
    /** The request has it. */
    record Yes(Host host) implements Claimed {}

    /** There is no such machine. */
    record Unknown() implements Claimed {}

    /** Another request has it. */
    record Taken(String by) implements Claimed {}

    /** It was heard last at this time. */
    record Silent(Instant heardAt) implements Claimed {}

    /** The request was released before. */
    record Released() implements Claimed {}
  }
}
