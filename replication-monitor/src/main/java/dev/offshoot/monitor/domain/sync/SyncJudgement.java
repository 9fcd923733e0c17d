package dev.offshoot.monitor.domain.sync;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.InitialSyncProgress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.Waiting;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges one look at a member that synchronizes: by what moves, never by how long it runs. */
public sealed interface SyncJudgement {

  /** What is remembered after this look. */
  SyncWatch watch();

  /** It is a secondary. */
  record Synchronized(SyncWatch watch) implements SyncJudgement {}

  /** It goes on, as far as can be seen. */
  record GoesOn(SyncWatch watch) implements SyncJudgement {}

  /** Nothing moved for too long. */
  record Stalled(SyncWatch watch, Duration still) implements SyncJudgement {}

  /** It will not come: its mongod is gone, or it gave up. */
  record Broken(SyncWatch watch, String code, String reason) implements SyncJudgement {}

  /**
   * Limits in observed time.
   *
   * @param stall time without any movement until a person is asked
   * @param silence time without an answer until the member counts as gone
   */
  record Limits(Duration stall, Duration silence) {}

  /**
   * @param before what was remembered
   * @param status what the member said; not readable until the set's users are cloned
   * @param seen the member's state as the primary knows it
   * @param now time of this look
   */
  static SyncJudgement judge(
      SyncWatch before,
      Answer<ReplicaSetStatus> status,
      Optional<MemberState> seen,
      Limits limits,
      Instant now) {
    return switch (status) {
      case Answer.Answered<ReplicaSetStatus>(ReplicaSetStatus own) ->
          answered(before, own, limits, now);
      // It lives, but does not know the user yet, or is not initiated yet.
      case Answer.NotAuthenticated<ReplicaSetStatus> ignored ->
          moved(before, "no users yet, " + seen, limits, now);
      case Answer.Refused<ReplicaSetStatus> refused ->
          moved(before, "refused " + refused.code() + ", " + seen, limits, now);
      case Answer.Unknown<ReplicaSetStatus>(String message) -> silent(before, message, limits, now);
      case Answer.Unreachable<ReplicaSetStatus>(String message) ->
          silent(before, message, limits, now);
    };
  }

  private static SyncJudgement answered(
      SyncWatch before, ReplicaSetStatus own, Limits limits, Instant now) {
    if (own.myState() == MemberState.SECONDARY) {
      return new Synchronized(before.finished());
    }
    Optional<InitialSyncProgress> progress = own.initialSync();
    if (progress.isPresent()) {
      InitialSyncProgress sync = progress.get();
      if (sync.failedAttempts() >= sync.maxAttempts()) {
        return new Broken(
            before,
            "SYNC_FAILED",
            "%d attempts failed, the last with: %s"
                .formatted(sync.failedAttempts(), last(sync.failures())));
      }
      SyncWatch counted = before.counted(now, sync.bytesCopied());
      return moved(counted, fingerprint(own, sync), limits, now);
    }
    // Before and after the copy there is no status of it.
    return moved(
        before, own.myState() + " " + own.lastApplied().map(Object::toString), limits, now);
  }

  private static SyncJudgement moved(
      SyncWatch before, String fingerprint, Limits limits, Instant now) {
    boolean same = before.fingerprint().equals(fingerprint);
    WaitBudget still = Waiting.counted(same ? before.still() : WaitBudget.FRESH, now);
    if (still.exceeds(limits.stall())) {
      return new Stalled(before.answered(fingerprint, still), still.spent());
    }
    // Movement alone is not worth a write: the fingerprint is kept when it is looked at again.
    return new GoesOn(same || isDue(before, now) ? before.answered(fingerprint, still) : before);
  }

  private static boolean isDue(SyncWatch before, Instant now) {
    return !Waiting.counted(before.still(), now).equals(before.still());
  }

  private static SyncJudgement silent(
      SyncWatch before, String message, Limits limits, Instant now) {
    SyncWatch after = before.silent(Waiting.counted(before.gone(), now));
    return after.gone().exceeds(limits.silence())
        ? new Broken(after, "MEMBER_GONE", message)
        : new GoesOn(after);
  }

  private static String fingerprint(ReplicaSetStatus own, InitialSyncProgress sync) {
    long documents =
        sync.databases().stream()
            .mapToLong(InitialSyncProgress.DatabaseProgress::documentsCopied)
            .sum();
    int collections =
        sync.databases().stream().mapToInt(InitialSyncProgress.DatabaseProgress::cloned).sum();
    return "%s %d bytes %d documents %d collections %d applied %d failed"
        .formatted(
            own.myState(),
            sync.bytesCopied(),
            documents,
            collections,
            sync.appliedOperations(),
            sync.failedAttempts());
  }

  private static String last(List<String> failures) {
    return failures.isEmpty() ? "no reason given" : failures.getLast();
  }
}
