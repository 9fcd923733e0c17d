package dev.offshoot.installer.domain;

import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this stage knows of one host of an expansion.
 *
 * @param hostRequestId the host
 * @param memberId _id of the planned member
 * @param address HOST:PORT of the planned member
 * @param phase how far it is
 * @param waited observed time in this phase
 * @param troubled observed time with a failure reported, in a row
 * @param detail what was seen last, one line
 * @param claim the machine it is, when it was there before; absent for a host that was made
 * @param silence how long its agent was not heard in this phase; absent for not looked at
 */
public record HostWork(
    String hostRequestId,
    int memberId,
    String address,
    Phase phase,
    WaitBudget waited,
    WaitBudget troubled,
    String detail,
    @Nullable MachineClaim claim,
    @Nullable Silence silence) {

  /** How far a host is. */
  public enum Phase {
    /** Named by the provisioner; its agent may not be known yet. */
    NAMED,
    /** May enrol. */
    EXPECTED,
    /** Was told to run mongod. */
    ORDERED,
    /** mongod runs and proved itself. */
    INSTALLED,
    /** Was told to remove mongod. */
    LEAVING,
    /** Was told that its member lasts after all. */
    STAYING,
    /** Nothing of ours is left on it, and its identity is revoked. */
    GONE
  }

  /** A host that was just named. */
  public static HostWork named(
      String hostRequestId, int memberId, String address, @Nullable MachineClaim claim) {
    return new HostWork(
        hostRequestId,
        memberId,
        address,
        Phase.NAMED,
        WaitBudget.FRESH,
        WaitBudget.FRESH,
        "",
        claim,
        null);
  }

  /** Under which id its agent enrolled. */
  public String agent() {
    return claim == null ? hostRequestId : claim.machine();
  }

  /** The number that a goal of this host has on its agent; a machine has served others before. */
  public long generation(long goal) {
    return claim == null ? goal : claim.floor() + goal;
  }

  /** Whether a goal with this number was given for this host. */
  public boolean isOwn(long generation) {
    return claim == null || generation > claim.floor();
  }

  /** In another phase; waiting starts anew. */
  public HostWork in(Phase next, String seen) {
    return new HostWork(
        hostRequestId,
        memberId,
        address,
        next,
        WaitBudget.FRESH,
        WaitBudget.FRESH,
        seen,
        claim,
        null);
  }

  /** Still in this phase, after another look. */
  public HostWork seen(WaitBudget nowWaited, WaitBudget nowTroubled, String seen) {
    return new HostWork(
        hostRequestId, memberId, address, phase, nowWaited, nowTroubled, seen, claim, silence);
  }

  /** The same, after a look at when its agent was heard last. */
  public HostWork heard(@Nullable Instant last, Instant now, Duration poll) {
    Silence before = silence == null ? Silence.NONE : silence;
    return new HostWork(
        hostRequestId,
        memberId,
        address,
        phase,
        waited,
        troubled,
        detail,
        claim,
        before.looked(last, now, poll));
  }
}
