package dev.offshoot.monitor.domain;

import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;

/**
 * What the writable primary said of the set, over one conversation.
 *
 * @param address who it is
 * @param current its configuration and whether that is committed
 * @param status its opinion of the members
 * @param fcv featureCompatibilityVersion
 * @param writeConcern the default write concern
 */
public record PrimaryReading(
    MemberAddress address,
    CurrentConfiguration current,
    ReplicaSetStatus status,
    CompatibilityVersion fcv,
    DefaultWriteConcern writeConcern) {

  /** The configuration without its commitment. */
  public ReplicaSetConfiguration configuration() {
    return current.configuration();
  }

  /** The same, with what else is known of its configuration. */
  public PrimaryReading with(CurrentConfiguration known) {
    return new PrimaryReading(address, known, status, fcv, writeConcern);
  }
}
