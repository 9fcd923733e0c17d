package dev.offshoot.monitor.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.InitialSyncProgress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class SyncJudgementTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final SyncJudgement.Limits LIMITS =
      new SyncJudgement.Limits(Duration.ofMinutes(10), Duration.ofMinutes(1));

  @Test
  void aSecondaryIsSynchronized() {
    assertThat(judge(SyncWatch.begun(9), status("myState:2"), START))
        .isInstanceOfSatisfying(
            SyncJudgement.Synchronized.class, done -> assertThat(done.watch().done()).isTrue());
  }

  @Test
  void anAbsentStatusIsNoFailure() {
    assertThat(judge(SyncWatch.begun(9), status("myState:5"), START))
        .isInstanceOf(SyncJudgement.GoesOn.class);
  }

  @Test
  void whatMovesNeverStalls() {
    SyncWatch watch = SyncWatch.begun(9);
    for (int second = 0; second < 3600; second++) {
      SyncJudgement judged = judge(watch, bytes(second), START.plusSeconds(second));
      assertThat(judged).isInstanceOf(SyncJudgement.GoesOn.class);
      watch = judged.watch();
    }
  }

  @Test
  void whatStandsStillStallsAndGoesOnWhenItMoves() {
    SyncWatch watch = SyncWatch.begun(9);
    SyncJudgement judged = judge(watch, bytes(7), START);
    for (int second = 1; second <= 620; second++) {
      judged = judge(judged.watch(), bytes(7), START.plusSeconds(second));
    }
    assertThat(judged).isInstanceOf(SyncJudgement.Stalled.class);
    assertThat(judge(judged.watch(), bytes(8), START.plusSeconds(621)))
        .isInstanceOf(SyncJudgement.GoesOn.class);
  }

  @Test
  void downtimeOfTheWatcherStallsNothing() {
    SyncJudgement judged = judge(SyncWatch.begun(9), bytes(7), START);
    judged = judge(judged.watch(), bytes(7), START.plus(Duration.ofHours(5)));
    assertThat(judged).isInstanceOf(SyncJudgement.GoesOn.class);
  }

  @Test
  void lookingOftenIsNotWritingOften() {
    SyncJudgement first = judge(SyncWatch.begun(9), bytes(7), START);
    SyncJudgement second = judge(first.watch(), bytes(8), START.plusMillis(200));
    assertThat(second.watch()).isEqualTo(first.watch());
  }

  @Test
  void silenceIsAllowedForAWhile() {
    SyncJudgement judged = judge(SyncWatch.begun(9), new Answer.Unreachable<>("down"), START);
    for (int second = 1; second <= 59; second++) {
      judged = judge(judged.watch(), new Answer.Unreachable<>("down"), START.plusSeconds(second));
    }
    assertThat(judged).isInstanceOf(SyncJudgement.GoesOn.class);
    for (int second = 60; second <= 70; second++) {
      judged = judge(judged.watch(), new Answer.Unreachable<>("down"), START.plusSeconds(second));
    }
    assertThat(judged)
        .isInstanceOfSatisfying(
            SyncJudgement.Broken.class, gone -> assertThat(gone.code()).isEqualTo("MEMBER_GONE"));
  }

  @Test
  void missingUsersAreNoSilence() {
    SyncJudgement judged =
        judge(SyncWatch.begun(9), new Answer.NotAuthenticated<>("no such user"), START);
    for (int second = 1; second <= 120; second++) {
      judged =
          judge(
              judged.watch(),
              new Answer.NotAuthenticated<>("no such user"),
              START.plusSeconds(second));
    }
    assertThat(judged).isInstanceOf(SyncJudgement.GoesOn.class);
  }

  @Test
  void theLastAttemptFailedIsTheEnd() {
    Answer<ReplicaSetStatus> status =
        status(
            "myState:5,initialSyncStatus:{failedInitialSyncAttempts:10,maxFailedInitialSyncAttempts:10,initialSyncAttempts:[{status:'disk full'}]}");
    assertThat(judge(SyncWatch.begun(9), status, START))
        .isInstanceOfSatisfying(
            SyncJudgement.Broken.class,
            broken -> assertThat(broken.reason()).contains("disk full"));
  }

  @Test
  void theEstimateTakesTheMembersOwnTimesUntilBytesWereSeenToMove() {
    CopyEstimate estimate =
        CopyEstimate.of(copied(500), SyncWatch.begun(9), Optional.of(START.plusSeconds(10)), START);

    assertThat(estimate)
        .isEqualTo(new CopyEstimate(500, 1000, 50, Optional.of(Duration.ofSeconds(10))));
  }

  @Test
  void theTimeAnAttemptNeedsBeforeItCopiesIsNotInTheEstimate() {
    // Given an attempt that copied nothing for 8 of its 10 seconds
    SyncWatch watch =
        SyncWatch.begun(9).counted(START.plusSeconds(5), 0).counted(START.plusSeconds(8), 100);

    // When
    CopyEstimate estimate =
        CopyEstimate.of(
            copied(500), watch, Optional.of(START.plusSeconds(10)), START.plusSeconds(10));

    // Then
    assertThat(estimate.remaining()).contains(Duration.ofMillis(2500));
  }

  @Test
  void anAttemptFromZeroIsEstimatedAfresh() {
    // Given
    SyncWatch watch =
        SyncWatch.begun(9)
            .counted(START, 100)
            .counted(START.plusSeconds(6), 700)
            .counted(START.plusSeconds(20), 50)
            .counted(START.plusSeconds(26), 350);

    // When
    CopyEstimate estimate =
        CopyEstimate.of(
            copied(500), watch, Optional.of(START.plusSeconds(29)), START.plusSeconds(29));

    // Then
    assertThat(estimate.perSecond()).isEqualTo(50);
    assertThat(estimate.remaining()).contains(Duration.ofSeconds(10));
  }

  private static InitialSyncProgress copied(long bytes) {
    return new InitialSyncProgress(
        BsonDocument.parse(
            "{approxTotalBytesCopied:{$numberLong:'%d'},approxTotalDataSize:{$numberLong:'1000'},initialSyncStart:{$date:'2026-01-01T00:00:00Z'},remainingInitialSyncEstimatedMillis:100}"
                .formatted(bytes)));
  }

  private static SyncJudgement judge(
      SyncWatch watch, Answer<ReplicaSetStatus> status, Instant now) {
    return SyncJudgement.judge(watch, status, Optional.of(MemberState.STARTUP2), LIMITS, now);
  }

  private static Answer<ReplicaSetStatus> bytes(long copied) {
    return status(
        "myState:5,initialSyncStatus:{approxTotalBytesCopied:%d,maxFailedInitialSyncAttempts:10}"
            .formatted(copied));
  }

  private static Answer<ReplicaSetStatus> status(String fields) {
    return new Answer.Answered<>(new ReplicaSetStatus(BsonDocument.parse("{" + fields + "}")));
  }
}
