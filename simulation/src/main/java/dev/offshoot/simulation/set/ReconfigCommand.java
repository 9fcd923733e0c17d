package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;

/**
 * replSetReconfig as whoever sends it sees it: before it installs anything the server waits until
 * what it has is committed, and before it answers until the new configuration is, each no longer
 * than the sender allows. Only a worker can wait; others are answered at once.
 */
final class ReconfigCommand {

  private static final Duration MOST = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Turns turns;
  private final SimulatedSet set;

  ReconfigCommand(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
  }

  Answer<String> run(SimulatedMember member, ReplicaSetConfiguration next) {
    long end = turns.clock().sinceBeginning() + MOST.toMillis();
    boolean wasPrimary = member.isPrimary();
    awaitCommitment(member, end);
    if (wasPrimary && !member.isPrimary()) {
      return interrupted(member);
    }
    Answer<String> said =
        new ReconfigRules(set).reconfigure(member, next, Installations.Who.OFFSHOOT);
    if (!(said instanceof Answer.Answered) || turns.running() == null) {
      return said;
    }
    awaitCommitment(member, end);
    if (!member.isPrimary()) {
      return interrupted(member);
    }
    return isCommitted(member)
        ? said
        : new Answer.Unknown<>("308 Reconfig finished but failed to propagate to a majority");
  }

  private static Answer<String> interrupted(SimulatedMember member) {
    return new Answer.Unknown<>(
        member.up ? "11602 InterruptedDueToReplStateChange" : "the connection broke");
  }

  private boolean isCommitted(SimulatedMember member) {
    return Commitments.of(set, member) == Commitment.COMMITTED;
  }

  private void awaitCommitment(SimulatedMember member, long end) {
    while (turns.running() != null
        && member.isPrimary()
        && !isCommitted(member)
        && turns.clock().sinceBeginning() < end) {
      turns.sleep(LOOK);
    }
  }
}
