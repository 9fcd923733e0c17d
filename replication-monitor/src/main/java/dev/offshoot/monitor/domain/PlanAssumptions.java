package dev.offshoot.monitor.domain;

import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.util.List;

/**
 * What the plan was made on, and what must still hold before each change.
 *
 * @param configuration configuration planned on
 * @param versions mongod versions seen
 * @param fcv featureCompatibilityVersion
 * @param writeConcern cluster-wide default
 * @param unhealthy members that may be unhealthy, because a person accepted it
 */
public record PlanAssumptions(
    ReplicaSetConfiguration configuration,
    List<String> versions,
    String fcv,
    DefaultWriteConcern writeConcern,
    AcceptedUnhealthy unhealthy) {

  /** Copies the list. */
  public PlanAssumptions {
    versions = List.copyOf(versions);
  }

  /**
   * Members whose ill health a person accepted by name.
   *
   * @param any accepted for whichever member
   * @param members accepted for these
   */
  public record AcceptedUnhealthy(boolean any, List<MemberAddress> members) {

    /** Copies the list. */
    public AcceptedUnhealthy {
      members = List.copyOf(members);
    }

    /** Nobody may be unhealthy. */
    public static AcceptedUnhealthy none() {
      return new AcceptedUnhealthy(false, List.of());
    }

    /** Whether this one may. */
    public boolean covers(MemberAddress address) {
      return any || members.contains(address);
    }
  }
}
