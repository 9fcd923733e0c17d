package dev.offshoot.monitor.domain.change;

import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.util.List;
import java.util.Optional;

/**
 * Whether a configuration is committed although its primary does not know it yet: a primary learns
 * what the others hold with its next heartbeats only, two seconds after a reconfig.
 *
 * <p>The server asks that a majority of the voters hold the configuration, and all that was
 * committed under the one before. Here every single voter must, so that neither the majority nor
 * the configuration before has to be known.
 */
public final class HeldByEveryVoterCheck {

  private HeldByEveryVoterCheck() {}

  /**
   * What one voter said of itself.
   *
   * @param configuration what it holds; empty without an answer
   * @param status of its own; empty without an answer
   */
  public record Voter(
      Optional<ReplicaSetConfiguration> configuration, Optional<ReplicaSetStatus> status) {

    private boolean holds(ReplicaSetConfiguration wanted, OpTime committed) {
      return configuration
              .filter(own -> own.version() == wanted.version() && own.term() == wanted.term())
              .isPresent()
          && status
              .flatMap(ReplicaSetStatus::lastDurable)
              .filter(durable -> durable.compareTo(committed) >= 0)
              .isPresent();
    }
  }

  /**
   * The decision; no when anything is not known.
   *
   * @param wanted as the primary holds it
   * @param primary its status, read before the voters were asked
   * @param voters all voters of that configuration, the primary among them
   */
  public static boolean isHeld(
      ReplicaSetConfiguration wanted, ReplicaSetStatus primary, List<Voter> voters) {
    return primary
        .lastCommitted()
        // A new primary may not know yet what was committed before its term.
        .filter(committed -> committed.term() == primary.term())
        .filter(
            committed ->
                voters.size() == wanted.voters()
                    && voters.stream().allMatch(voter -> voter.holds(wanted, committed)))
        .isPresent();
  }
}
