package dev.offshoot.monitor.domain.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.Sets;
import dev.offshoot.monitor.domain.change.HeldByEveryVoterCheck.Voter;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

class HeldByEveryVoterCheckTest {

  private final ReplicaSetConfiguration wanted =
      Sets.configuration(
          "votes:1,priority:1",
          "votes:1,priority:1",
          "votes:1,priority:1",
          "votes:0,priority:0,hidden:true");
  private final ReplicaSetStatus primary = status("lastCommittedOpTime", 40);
  private final Voter holder = voter(wanted, 40);

  @Test
  void itIsCommittedWhenEveryVoterHoldsItAndAllThatWasCommitted() {
    assertThat(held(holder, voter(wanted, 41), holder)).isTrue();
  }

  @Test
  void oneVoterWithAnotherConfigurationIsEnoughForNo() {
    assertThat(held(holder, holder, voter(wanted.unchangedAt(wanted.version() + 1), 40))).isFalse();
    assertThat(held(holder, holder, voter(ofTerm(1), 40))).isFalse();
  }

  @Test
  void aVoterThatHasNotJournaledWhatIsCommittedIsEnoughForNo() {
    assertThat(held(holder, holder, voter(wanted, 39))).isFalse();
  }

  @Test
  void aVoterThatDoesNotAnswerIsEnoughForNo() {
    assertThat(held(holder, holder)).isFalse();
    assertThat(held(holder, holder, new Voter(Optional.empty(), Optional.empty()))).isFalse();
    assertThat(held(holder, holder, new Voter(Optional.of(wanted), Optional.empty()))).isFalse();
  }

  @Test
  void aPrimaryThatDoesNotSayWhatIsCommittedIsEnoughForNo() {
    assertThat(
            HeldByEveryVoterCheck.isHeld(
                wanted, new ReplicaSetStatus(new BsonDocument()), List.of(holder, holder, holder)))
        .isFalse();
  }

  @Test
  void aPrimaryThatHasCommittedNothingInItsOwnTermIsEnoughForNo() {
    ReplicaSetStatus fresh =
        new ReplicaSetStatus(primary.raw().clone().append("term", new BsonInt32(3)));
    assertThat(HeldByEveryVoterCheck.isHeld(wanted, fresh, List.of(holder, holder, holder)))
        .isFalse();
  }

  private boolean held(Voter... voters) {
    return HeldByEveryVoterCheck.isHeld(wanted, primary, List.of(voters));
  }

  private ReplicaSetConfiguration ofTerm(int term) {
    return ReplicaSetConfiguration.of(wanted.document().append("term", new BsonInt32(term)));
  }

  private static Voter voter(ReplicaSetConfiguration configuration, int durable) {
    return new Voter(Optional.of(configuration), Optional.of(status("durableOpTime", durable)));
  }

  private static ReplicaSetStatus status(String optime, int seconds) {
    return new ReplicaSetStatus(
        BsonDocument.parse(
            "{term:2,optimes:{%s:{ts:{$timestamp:{t:%d,i:1}},t:2}}}".formatted(optime, seconds)));
  }
}
