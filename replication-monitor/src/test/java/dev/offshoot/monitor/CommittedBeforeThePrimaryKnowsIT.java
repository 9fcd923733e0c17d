package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.adapter.set.DirectReplicaSets;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A primary learns with its next heartbeats only that the others hold a configuration. */
class CommittedBeforeThePrimaryKnowsIT {

  private static final int TIMES = 10;
  private static final Answer<String> EARLY = new Answer.Answered<>("held by every voter");
  private static final Answer<String> BY_THE_SERVER = new Answer.Answered<>("done");

  @Test
  void everyVoterHoldingItIsEnoughAndAFrozenVoterLeavesItToTheServer() {
    try (RealSet real = new RealSet(TestReplicaSet.builder().start());
        DirectReplicaSets sets =
            new DirectReplicaSets(
                name ->
                    Optional.of(TestReplicaSet.ROOT.name() + ":" + TestReplicaSet.ROOT.password()),
                "replication-monitor")) {
      ReplicaSet set = sets.open("expansion", real.deployment());
      // Given
      PrimaryReading before = read(set);
      // When the server now and then answers first, because its heartbeats were just due
      List<Answer<String>> said = new ArrayList<>();
      while (!said.contains(EARLY) && said.size() < TIMES) {
        said.add(reconfigure(set, read(set)));
        awaitCommitted(set);
      }
      PrimaryReading after = read(set);
      // Then
      assertThat(said).contains(EARLY);
      assertThat(said).isSubsetOf(EARLY, BY_THE_SERVER);
      assertThat(after.configuration().version())
          .isEqualTo(before.configuration().version() + said.size());

      // Given
      MemberAddress primary = after.address();
      real.set().members().stream()
          .filter(member -> !member.address().equals(primary.format()))
          .findFirst()
          .orElseThrow()
          .freeze();
      // When
      Answer<String> withoutOne = reconfigure(set, after);
      // Then
      assertThat(withoutOne).isEqualTo(BY_THE_SERVER);
      awaitCommitted(set);
    }
  }

  private static Answer<String> reconfigure(ReplicaSet set, PrimaryReading reading) {
    ReplicaSetConfiguration now = reading.configuration();
    return set.reconfigure(reading.address(), now.unchangedAt(now.version() + 1), "a test");
  }

  /** One look may say no: a voter that is a write behind the commit point does not count. */
  private static void awaitCommitted(ReplicaSet set) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> read(set).current().commitment() == Commitment.COMMITTED);
  }

  private static PrimaryReading read(ReplicaSet set) {
    return set.readPrimary(List.of()).answer().orElseThrow();
  }
}
