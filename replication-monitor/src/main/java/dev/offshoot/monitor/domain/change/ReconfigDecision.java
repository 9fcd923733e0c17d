package dev.offshoot.monitor.domain.change;

import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Ground;
import java.util.List;

/**
 * Decides from a fresh reading whether a change is done, may be sent, or has lost its ground. What
 * the server itself changes (it lifts newlyAdded) only raises the version and never matters here.
 */
public sealed interface ReconfigDecision {

  /** The change is in force and committed. */
  record InForce(ReplicaSetConfiguration configuration) implements ReconfigDecision {}

  /** The change changes nothing; there is no reconfig to send. */
  record NothingToChange(ReplicaSetConfiguration configuration) implements ReconfigDecision {}

  /** It may be sent: on a committed configuration that is as expected. */
  record MaySend(ReplicaSetConfiguration base, ReplicaSetConfiguration next)
      implements ReconfigDecision {}

  /** The current configuration is not committed yet. */
  record NotCommitted(long version) implements ReconfigDecision {}

  /** Somebody else changed the set: what differs, one line each. */
  record Foreign(ReplicaSetConfiguration found, List<String> differences)
      implements ReconfigDecision {}

  /**
   * @param expected the configuration Offshoot stands on
   * @param ground every reconfig intended so far
   * @param current what the primary has now
   * @param change the wanted change
   */
  static ReconfigDecision decide(
      ReplicaSetConfiguration expected,
      Ground ground,
      CurrentConfiguration current,
      ReconfigChange change) {
    ReplicaSetConfiguration found = current.configuration();
    ReplicaSetConfiguration target = change.applyTo(expected);
    boolean asExpected = found.sameApartFromVersionAndTerm(expected);
    boolean asWanted = found.sameApartFromVersionAndTerm(target);
    // A configuration like the wanted one that Offshoot never sent is somebody else's.
    boolean ours = ground.intended(change.kind(), change.memberId());
    if (!asExpected && !(asWanted && ours)) {
      return new Foreign(found, expected.differences(found));
    }
    if (current.commitment() != Commitment.COMMITTED) {
      return new NotCommitted(found.version());
    }
    if (asExpected && asWanted) {
      return new NothingToChange(found);
    }
    return asWanted ? new InForce(found) : new MaySend(found, change.applyTo(found));
  }
}
