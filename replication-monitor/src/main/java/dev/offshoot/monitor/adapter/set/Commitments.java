package dev.offshoot.monitor.adapter.set;

import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.change.HeldByEveryVoterCheck;
import dev.offshoot.monitor.domain.change.HeldByEveryVoterCheck.Voter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the voters themselves whether a configuration is committed, before the primary knows. */
final class Commitments {

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Conversations conversations;

  Commitments(Conversations conversations) {
    this.conversations = conversations;
  }

  /**
   * The primary's configuration; committed also when every voter holds it.
   *
   * @param primary its status, read together with the configuration
   */
  CurrentConfiguration judge(CurrentConfiguration current, ReplicaSetStatus primary) {
    return current.commitment() == Commitment.NOT_COMMITTED
            && isHeldByEveryVoter(current.configuration(), primary)
        ? new CurrentConfiguration(current.configuration(), Commitment.COMMITTED)
        : current;
  }

  private boolean isHeldByEveryVoter(
      ReplicaSetConfiguration configuration, ReplicaSetStatus primary) {
    List<MemberEntry> voting =
        configuration.members().stream().filter(member -> member.votes() > 0).toList();
    // An arbiter cannot be asked, so that only the primary can know.
    return !voting.isEmpty()
        && voting.stream().noneMatch(MemberEntry::arbiterOnly)
        && HeldByEveryVoterCheck.isHeld(
            configuration,
            primary,
            Conversations.sideBySide(voting, member -> ask(member.address())));
  }

  private Voter ask(MemberAddress member) {
    Answer<Voter> answer =
        conversations.ask(
            member,
            Purpose.CHANGE,
            admin ->
                admin
                    .configuration(LOOK)
                    .flatMap(
                        own ->
                            admin
                                .status(LOOK)
                                .map(
                                    status ->
                                        new Voter(
                                            Optional.of(own.configuration()),
                                            Optional.of(status)))));
    return answer.answer().orElse(new Voter(Optional.empty(), Optional.empty()));
  }

  /**
   * Whether a configuration is still to come; no when the primary holds its version already,
   * because what it holds then was installed by an earlier command.
   */
  boolean isToCome(MemberAddress primary, ReplicaSetConfiguration next) {
    return conversations
        .ask(primary, Purpose.CHANGE, admin -> admin.configuration(LOOK))
        .answer()
        .filter(current -> current.configuration().version() < next.version())
        .isPresent();
  }

  /**
   * Waits for a reconfig that is under way: for the server's answer, or until every voter holds
   * what it installs.
   */
  Answer<String> await(
      FutureTask<Answer<String>> sent, MemberAddress primary, ReplicaSetConfiguration next) {
    while (true) {
      Optional<Answer<String>> said = answer(sent);
      if (said.isPresent()) {
        return said.get();
      }
      if (isInForce(primary, next)) {
        return new Answer.Answered<>("held by every voter");
      }
    }
  }

  /** The server's answer; empty while there is none. */
  private static Optional<Answer<String>> answer(FutureTask<Answer<String>> sent) {
    try {
      return Optional.of(sent.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("sending a reconfig failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of(new Answer.Unknown<>("interrupted while a reconfig was under way"));
    }
  }

  private boolean isInForce(MemberAddress primary, ReplicaSetConfiguration next) {
    return conversations
        .ask(primary, Purpose.CHANGE, this::read)
        .answer()
        .filter(
            current ->
                current.commitment() == Commitment.COMMITTED
                    && current.configuration().version() == next.version()
                    && current.configuration().sameApartFromVersionAndTerm(next))
        .isPresent();
  }

  private Answer<CurrentConfiguration> read(MemberAdmin admin) {
    return admin
        .configuration(LOOK)
        .flatMap(current -> admin.status(LOOK).map(status -> judge(current, status)));
  }
}
