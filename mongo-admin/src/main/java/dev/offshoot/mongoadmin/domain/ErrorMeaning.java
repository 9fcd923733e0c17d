package dev.offshoot.mongoadmin.domain;

/**
 * What a server error code means for whoever sent an administrative command. Source: error codes of
 * the server and the retryable-writes code table of the driver specifications.
 */
public enum ErrorMeaning {
  /** Nothing happened; the same command may succeed a little later (109, 308). */
  WAIT_AND_RETRY,
  /** Nothing happened; the configuration must be rebuilt from a fresh read, or conflicts (103). */
  REBUILD_FROM_FRESH_READ,
  /**
   * Nothing happened; the configuration is not acceptable (93), or too few voters answered the
   * check before it or this member is not in it (74, the message tells).
   */
  INVALID_CONFIGURATION,
  /** Nothing happened; this member is not the primary (10107, 13435, 10058). */
  NOT_PRIMARY,
  /** Nothing happened; the user lacks a privilege (13) . */
  PRIVILEGE_MISSING,
  /** Nothing happened; the member has no replica set configuration (94, 76). */
  NO_REPLICA_SET,
  /** The history at that time is gone or the catalogue changed: take a newer time (239, 246). */
  SNAPSHOT_LOST,
  /** The command may have taken effect: read again and compare. */
  OUTCOME_UNKNOWN,
  /** Nothing happened; any other refusal. */
  REFUSED;

  /** Classifies a server error code. */
  public static ErrorMeaning of(int code) {
    return switch (code) {
      // ConfigurationInProgress, CurrentConfigNotCommittedYet
      case 109, 308 -> WAIT_AND_RETRY;
      // NewReplicaSetConfigurationIncompatible
      case 103 -> REBUILD_FROM_FRESH_READ;
      // InvalidReplicaSetConfig, NodeNotFound
      case 93, 74 -> INVALID_CONFIGURATION;
      // NotWritablePrimary, NotPrimaryNoSecondaryOk, LegacyNotPrimary
      case 10107, 13435, 10058 -> NOT_PRIMARY;
      // Unauthorized
      case 13 -> PRIVILEGE_MISSING;
      // NotYetInitialized, NoReplicationEnabled
      case 94, 76 -> NO_REPLICA_SET;
      // SnapshotTooOld, SnapshotUnavailable
      case 239, 246 -> SNAPSHOT_LOST;
      // HostUnreachable, HostNotFound, NetworkTimeout, SocketException
      case 6, 7, 89, 9001 -> OUTCOME_UNKNOWN;
      // MaxTimeMSExpired, ExceededTimeLimit, LockTimeout, NetworkInterfaceExceededTimeLimit
      case 50, 262, 24, 202 -> OUTCOME_UNKNOWN;
      // WriteConcernFailed, UnsatisfiableWriteConcern
      case 64, 100 -> OUTCOME_UNKNOWN;
      // ShutdownInProgress, PrimarySteppedDown, Interrupted…, NotPrimaryOrSecondary
      case 91, 189, 11600, 11601, 11602, 13436, 290 -> OUTCOME_UNKNOWN;
      default -> REFUSED;
    };
  }
}
