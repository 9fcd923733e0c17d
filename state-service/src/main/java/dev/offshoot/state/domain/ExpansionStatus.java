package dev.offshoot.state.domain;

/** Where an expansion stands, as its user sees it. */
public enum ExpansionStatus {
  /** Asked for; the set is being observed. */
  REQUESTED,
  /** Observed; a plan is being made. */
  OBSERVED,
  /** Planned; a person must say yes. */
  AWAITING_APPROVAL,
  /** Hosts are being made. */
  PROVISIONING,
  /** mongod is being installed. */
  INSTALLING,
  /** The new members copy the data. */
  SYNCHRONIZING,
  /** The new members are compared with old ones. */
  VERIFYING,
  /** The new members get their votes, visibility and tags. */
  PROMOTING,
  /** Every new member is proven and promoted. */
  COMPLETED,
  /** Only a plan was wanted, and there is one. */
  PLANNED,
  /** Refused; nothing was touched. */
  REJECTED,
  /** Everything was taken back. */
  ROLLED_BACK,
  /** Everything is being taken back. */
  ROLLING_BACK,
  /** A person must decide, or repair something. */
  NEEDS_ATTENTION;

  /** Whether nothing will happen any more. */
  public boolean isOver() {
    return switch (this) {
      case COMPLETED, PLANNED, REJECTED, ROLLED_BACK -> true;
      case REQUESTED,
          OBSERVED,
          AWAITING_APPROVAL,
          PROVISIONING,
          INSTALLING,
          SYNCHRONIZING,
          VERIFYING,
          PROMOTING,
          ROLLING_BACK,
          NEEDS_ATTENTION ->
          false;
    };
  }
}
