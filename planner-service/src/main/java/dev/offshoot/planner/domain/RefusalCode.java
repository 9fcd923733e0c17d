package dev.offshoot.planner.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every reason for which there is no plan. Where each is decided: the check that lists it in {@link
 * dev.offshoot.planner.domain.check.Check#decides()}; names are promises to users.
 */
public enum RefusalCode {
  /** No member could be reached. */
  UNREACHABLE(false),
  /** A user is missing or cannot log in. */
  NOT_AUTHORIZED(false),
  /** A user lacks an action. */
  PRIVILEGE_MISSING(false),
  /** A standalone, or a set that was never initiated. */
  NOT_A_REPLICA_SET(false),
  /** A mongos, a shard or a config server. */
  SHARDED_CLUSTER(false),
  /** Something a check needs was not in the observation. */
  OBSERVATION_INCOMPLETE(false),
  /** No member is primary in the eyes of a majority. */
  NO_PRIMARY(false),
  /**
   * A member does not answer, lags or is in no serving state; acceptable with a healthy majority.
   */
  MEMBER_UNHEALTHY(true),
  /** The configuration is not committed, or members tell of different ones. */
  CONFIGURATION_NOT_COMMITTED(false),
  /** Members run different major.minor versions. */
  MIXED_VERSIONS(false),
  /** A version Offshoot was not tested with. */
  UNSUPPORTED_VERSION(false),
  /** MongoDB Enterprise. */
  EDITION_UNSUPPORTED(false),
  /** Another storage engine than WiredTiger. */
  STORAGE_ENGINE_UNSUPPORTED(false),
  /** Another manager owns the processes. */
  MANAGED_ELSEWHERE(false),
  /** setFeatureCompatibilityVersion is running. */
  FCV_CHANGE_IN_PROGRESS(false),
  /** A member is in initial sync or newly added. */
  SYNC_ALREADY_RUNNING(false),
  /** A member is locked by fsyncLock. */
  MEMBER_FSYNC_LOCKED(false),
  /** More than 50 members, or an _id above 255. */
  MEMBER_LIMIT(false),
  /** More than seven voters. */
  VOTER_LIMIT(false),
  /** A configuration on the way or back would change the implicit default write concern. */
  WRITE_CONCERN_WOULD_CHANGE(false),
  /** The new member would take over from the primary. */
  PRIORITY_CAUSES_ELECTION(false),
  /** The oplog window at peak is under a quarter of the expected copy time. */
  OPLOG_WINDOW_TOO_SHORT(true),
  /** Members have split horizons, and the request does not give the new one an address in each. */
  HORIZONS_REQUIRED(false),
  /**
   * The request gives an address in a split horizon that members do not have, or that cannot be.
   */
  HORIZONS_MISMATCH(false),
  /** Members use a TLS option that Offshoot cannot give a new member. */
  TLS_NOT_SUPPORTED(false),
  /** Members' settings differ among themselves, or from how the deployment is registered. */
  TLS_MISMATCH(false),
  /** Members tell each other by certificates in a way Offshoot cannot give a new member. */
  X509_NOT_SUPPORTED(false),
  /** There is nowhere to get the new member's certificate from. */
  MEMBER_CERTIFICATE_MISSING(false),
  /** Members use a keyfile and the deployment names none. */
  KEYFILE_MISSING(false),
  /** No member accepted the keyfile. */
  KEYFILE_MISMATCH(false),
  /** Loopback members, and a host elsewhere. */
  LOCALHOST_MEMBERS(false),
  /** Members cannot reach hosts of the provider. */
  PROVIDER_NOT_REACHABLE(false),
  /** The new member's address is an IP address. */
  ADDRESS_IS_IP(true),
  /** The new member's address must be given. */
  ADDRESS_REQUIRED(false),
  /** The new member's address belongs to a member. */
  ADDRESS_IN_USE(false),
  /** The shape's disk cannot hold the data. */
  DISK_TOO_SMALL(false),
  /** The shape has less memory or fewer processors than the member needs. */
  HOST_TOO_SMALL(false),
  /** The catalogue has no mongod of the set's version. */
  BINARIES_NOT_AVAILABLE(false),
  /** No such provider, or none named where one must be. */
  UNKNOWN_PROVIDER(false),
  /** No such shape. */
  UNKNOWN_SHAPE(false),
  /** The provider makes no hosts in that site, or has several and none was named. */
  UNKNOWN_SITE(false),
  /** No machine of the pool is free, stands there or has that name. */
  NO_SPARE_HOST(false),
  /** A service has not announced what it offers. */
  CATALOGUE_UNAVAILABLE(false),
  /** The request says something that means nothing here. */
  UNKNOWN_FIELD(false);

  private final boolean acceptable;

  RefusalCode(boolean acceptable) {
    this.acceptable = acceptable;
  }

  /** Whether a user may accept it by name; single findings may still be beyond acceptance. */
  public boolean acceptable() {
    return acceptable;
  }

  /** The code with this name. */
  public static Optional<RefusalCode> named(String name) {
    return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
  }
}
