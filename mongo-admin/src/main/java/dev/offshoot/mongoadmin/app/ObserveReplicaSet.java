package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.Observation;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads a whole set from every member by direct connections. What could not be read becomes a
 * problem of the observation; it never throws for anything the set or the network does.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ObserveReplicaSet {

  /** Everything it needs; the deadline is for each single command. */
  public ObserveReplicaSet(
      MemberAdmins admins,
      ConnectionStrings strings,
      Gather gather,
      InstantSource clock,
      Duration deadline) {}

  /** The full observation, for a plan. */
  public Observation observe(ObservationRequest request) {
    throw new UnsupportedOperationException();
  }

  /** hello and replSetGetStatus of known members only, for the background. */
  public Glance glance(List<MemberAddress> members, Credential observe) {
    throw new UnsupportedOperationException();
  }
}
