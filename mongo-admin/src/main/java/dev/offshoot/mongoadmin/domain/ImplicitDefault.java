package dev.offshoot.mongoadmin.domain;

/** The write concern clients get who name none, while no cluster-wide default is set. */
public enum ImplicitDefault {
  /** {w: "majority"}. */
  MAJORITY,
  /** {w: 1}. */
  W1;

  /**
   * Decides it for a configuration as the server does since 5.0: {w: 1} if there is an arbiter and
   * the data-bearing voters are no more than a majority of the voters. A reconfig that changes it
   * is refused by the server unless a cluster-wide default is set.
   */
  public static ImplicitDefault of(ReplicaSetConfiguration configuration) {
    long arbiters = configuration.members().stream().filter(MemberEntry::arbiterOnly).count();
    return arbiters > 0 && configuration.writableVoters() <= configuration.majority()
        ? W1
        : MAJORITY;
  }
}
