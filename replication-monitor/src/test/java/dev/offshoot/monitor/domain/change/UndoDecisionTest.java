package dev.offshoot.monitor.domain.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Ground;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.Sets;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class UndoDecisionTest {

  private final ReplicaSetConfiguration base = Sets.three();
  private final ReconfigChange add = ReconfigChange.of(ChangeKind.ADD, Sets.NEW);
  private final ReconfigChange vote = ReconfigChange.of(ChangeKind.VOTE, Sets.NEW);
  private final ReplicaSetConfiguration added = add.applyTo(base);
  private final ReplicaSetConfiguration voter = vote.applyTo(added);
  private final Ground afterAdd = Ground.untouched().intending(add.intent(added));
  private final Ground afterVote =
      afterAdd.standingOn(ConfigurationText.canonical(added)).intending(vote.intent(voter));

  @Test
  void withoutAnyIntentToAddNothingWasDone() {
    assertThat(decide(Ground.untouched(), Sets.reading(base)))
        .isInstanceOf(UndoDecision.NothingWasDone.class);
  }

  @Test
  void anAbsentMemberIsFencedOffAboveEveryIntendedVersion() {
    assertThat(decide(afterAdd, Sets.reading(base)))
        .isInstanceOfSatisfying(
            UndoDecision.Change.class,
            send -> {
              assertThat(send.change().kind()).isEqualTo(ChangeKind.FENCE);
              assertThat(send.next().version()).isEqualTo(added.version());
              assertThat(send.next().sameApartFromVersionAndTerm(base)).isTrue();
            });
    assertThat(decide(afterAdd, Sets.reading(base.unchangedAt(added.version()))))
        .isInstanceOf(UndoDecision.Change.class);
    assertThat(decide(afterAdd, Sets.reading(base.unchangedAt(added.version() + 1))))
        .isEqualTo(new UndoDecision.Gone(added.version() + 1, 2));
  }

  @Test
  void aVotelessMemberIsRemovedByOneReconfig() {
    assertThat(decide(afterAdd, Sets.reading(added))).satisfies(d -> kind(d, ChangeKind.REMOVE));
  }

  @Test
  void aVoterLeavesInTwo() {
    assertThat(decide(afterVote, Sets.reading(voter))).satisfies(d -> kind(d, ChangeKind.WITHDRAW));
    ReconfigChange withdraw = ReconfigChange.of(ChangeKind.WITHDRAW, Sets.NEW);
    ReplicaSetConfiguration plain = withdraw.applyTo(voter);
    assertThat(decide(afterVote.intending(withdraw.intent(plain)), Sets.reading(plain)))
        .satisfies(d -> kind(d, ChangeKind.REMOVE));
  }

  @Test
  void newlyAddedIsTheServersAndNotForeign() {
    BsonDocument document = added.document();
    document.getArray("members").get(3).asDocument().put("newlyAdded", BsonBoolean.TRUE);
    assertThat(decide(afterAdd, Sets.reading(ReplicaSetConfiguration.of(document))))
        .satisfies(d -> kind(d, ChangeKind.REMOVE));
  }

  @Test
  void anEntryThatIsNotAsWrittenIsLeftToAPerson() {
    BsonDocument document = added.document();
    document
        .getArray("members")
        .get(3)
        .asDocument()
        .put("tags", new BsonDocument("use", new BsonString("reports")));
    assertThat(decide(afterAdd, Sets.reading(ReplicaSetConfiguration.of(document))))
        .isInstanceOf(UndoDecision.AskPerson.class);
  }

  @Test
  void aVoteThatWasNeverIntendedIsForeign() {
    assertThat(decide(afterAdd, Sets.reading(voter))).isInstanceOf(UndoDecision.AskPerson.class);
  }

  @Test
  void thePrimaryIsNotRemoved() {
    PrimaryReading now = Sets.reading(voter);
    PrimaryReading itself =
        new PrimaryReading(
            Sets.address(9), now.current(), now.status(), now.fcv(), now.writeConcern());
    assertThat(decide(afterVote, itself)).isInstanceOf(UndoDecision.AskPerson.class);
  }

  @Test
  void theRestMustBeAHealthyMajority() {
    assertThat(decide(afterAdd, Sets.reading(added, 1))).satisfies(d -> kind(d, ChangeKind.REMOVE));
    assertThat(decide(afterAdd, Sets.reading(added, 1, 2)))
        .isInstanceOf(UndoDecision.AskPerson.class);
  }

  @Test
  void anArbiterDoesNotReplaceAMissingDataBearer() {
    ReplicaSetConfiguration psa =
        Sets.configuration(
            "votes:1,priority:1", "votes:1,priority:1", "votes:1,priority:0,arbiterOnly:true");
    ReplicaSetConfiguration with = add.applyTo(psa);
    assertThat(decide(afterAdd, Sets.reading(with, 1))).isInstanceOf(UndoDecision.AskPerson.class);
    assertThat(decide(afterAdd, Sets.reading(with, 2))).satisfies(d -> kind(d, ChangeKind.REMOVE));
  }

  @Test
  void nothingIsDecidedOnAnUncommittedConfiguration() {
    assertThat(decide(afterAdd, Sets.reading(added, Commitment.NOT_COMMITTED)))
        .isInstanceOf(UndoDecision.Later.class);
  }

  @Test
  void foreignChangesBesideOurMemberStay() {
    ReplicaSetConfiguration other = added.withVotes(2, 0);
    assertThat(decide(afterAdd, Sets.reading(other)))
        .isInstanceOfSatisfying(
            UndoDecision.Change.class,
            send ->
                assertThat(send.next().sameApartFromVersionAndTerm(base.withVotes(2, 0))).isTrue());
  }

  private static void kind(UndoDecision decision, ChangeKind kind) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            UndoDecision.Change.class, send -> assertThat(send.change().kind()).isEqualTo(kind));
  }

  private static UndoDecision decide(Ground ground, PrimaryReading primary) {
    return UndoDecision.decide(List.of(Sets.NEW), ground, primary);
  }
}
