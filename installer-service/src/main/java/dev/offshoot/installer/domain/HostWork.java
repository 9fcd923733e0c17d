package dev.offshoot.installer.domain;

import dev.offshoot.stage.domain.WaitBudget;

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
 */
public record HostWork(
    String hostRequestId,
    int memberId,
    String address,
    Phase phase,
    WaitBudget waited,
    WaitBudget troubled,
    String detail) {

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
  public static HostWork named(String hostRequestId, int memberId, String address) {
    return new HostWork(
        hostRequestId, memberId, address, Phase.NAMED, WaitBudget.FRESH, WaitBudget.FRESH, "");
  }

  /** In another phase; waiting starts anew. */
  public HostWork in(Phase next, String seen) {
    return new HostWork(
        hostRequestId, memberId, address, next, WaitBudget.FRESH, WaitBudget.FRESH, seen);
  }

  /** Still in this phase, after another look. */
  public HostWork seen(WaitBudget nowWaited, WaitBudget nowTroubled, String seen) {
    return new HostWork(hostRequestId, memberId, address, phase, nowWaited, nowTroubled, seen);
  }
}
