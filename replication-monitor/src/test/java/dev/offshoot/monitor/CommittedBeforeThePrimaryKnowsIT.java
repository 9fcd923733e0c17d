package dev.offshoot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.adapter.set.DirectReplicaSets;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.testbed.TestReplicaSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A primary learns with its next heartbeats only that the others hold a configuration. */
class CommittedBeforeThePrimaryKnowsIT {

  private static final int TIMES = 5;

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
      for (int time = 0; time < TIMES; time++) {
        said.add(reconfigure(set, read(set)));
        assertThat(read(set).current().commitment()).isEqualTo(Commitment.COMMITTED);
      }
      PrimaryReading after = read(set);
      // Then
      Answer<String> early = new Answer.Answered<>("held by every voter");
      assertThat(said).contains(early);
      assertThat(said).isSubsetOf(early, new Answer.Answered<>("done"));
      assertThat(after.configuration().version())
          .isEqualTo(before.configuration().version() + TIMES);

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
      assertThat(withoutOne).isEqualTo(new Answer.Answered<>("done"));
      assertThat(read(set).current().commitment()).isEqualTo(Commitment.COMMITTED);
    }
  }

  private static Answer<String> reconfigure(ReplicaSet set, PrimaryReading reading) {
    ReplicaSetConfiguration now = reading.configuration();
    return set.reconfigure(reading.address(), now.unchangedAt(now.version() + 1), "a test");
  }

  private static PrimaryReading read(ReplicaSet set) {
    return set.readPrimary(List.of()).answer().orElseThrow();
  }
}
