package dev.offshoot.mongoadmin.domain;

/** A member's replication state. Numbers are the server's. */
public enum MemberState {
  STARTUP(0),
  PRIMARY(1),
  SECONDARY(2),
  RECOVERING(3),
  STARTUP2(5),
  UNKNOWN(6),
  ARBITER(7),
  DOWN(8),
  ROLLBACK(9),
  REMOVED(10);

  private final int number;

  MemberState(int number) {
    this.number = number;
  }

  /** The state with this number; UNKNOWN for any other. */
  public static MemberState of(long number) {
    for (MemberState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    return UNKNOWN;
  }

  /** Whether it serves its part: PRIMARY, SECONDARY or ARBITER. */
  public boolean isInService() {
    return this == PRIMARY || this == SECONDARY || this == ARBITER;
  }
}
