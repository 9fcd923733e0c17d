package dev.offshoot.planner.domain;

/** Every warning of a plan; names are promises to users. */
public enum WarningCode {
  /** Members run different patch versions; the majority's is installed. */
  MIXED_PATCH_VERSIONS,
  /** Only the primary can be copied from. */
  PRIMARY_IS_ONLY_SOURCE,
  /** An index build runs; the vote waits for its end. */
  INDEX_BUILD_RUNNING,
  /** An even number of voters tolerates no more than one voter less. */
  EVEN_VOTERS,
  /** Fewer than two secondaries. */
  FEW_SECONDARIES,
  /** Write concerns with a number may be satisfied by the new member. */
  NUMERIC_W_WEAKER,
  /** With an arbiter, one lost data member stops the majority commit point. */
  PSA_COMMIT_POINT_RISK,
  /** Drivers will connect to the new member. */
  CLIENTS_WILL_DISCOVER,
  /** No vote is added: a copy, not availability. */
  MAJORITY_UNCHANGED,
  /** The oplog window at peak is under one and a half times the expected copy time. */
  OPLOG_WINDOW_SHORT,
  /** The disk holds the member, but not its growth of 90 days. */
  DISK_MAY_FILL,
  /** The machine carries mongod, but has less than the member needs. */
  HOST_SMALL,
  /** An accepted unhealthy member holds the vote back. */
  VOTE_WAITS
}
