package dev.offshoot.monitor.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.CopyProgress;
import dev.offshoot.contracts.MemberProgress;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.InitialSyncProgress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.MemberStatusRow;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.sync.CopyEstimate;
import dev.offshoot.monitor.domain.sync.SyncJudgement;
import dev.offshoot.monitor.domain.sync.SyncWatch;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches every new member until it is a secondary; they synchronize side by side. Standing still
 * asks a person and goes on looking; a mongod that is gone or gave up ends the expansion.
 */
final class AwaitSync {

  private final MonitorPorts ports;
  private final SyncJudgement.Limits limits;

  AwaitSync(MonitorPorts ports, MonitorSettings settings) {
    this.ports = ports;
    this.limits = new SyncJudgement.Limits(settings.sync().stall(), settings.sync().silence());
  }

  /** One look at one member. */
  private record Look(
      WantedMember member,
      SyncJudgement judgement,
      MemberState state,
      Optional<CopyEstimate> copy) {

    boolean isFarFromEnd() {
      return copy.flatMap(CopyEstimate::remaining)
          .filter(left -> left.compareTo(Duration.ofSeconds(1)) > 0)
          .isPresent();
    }
  }

  Step step(Work work) {
    List<Look> looks = new ArrayList<>();
    for (WantedMember member : work.goal().members()) {
      looks.add(look(work, member));
    }
    MonitorState state = work.state();
    for (Look look : looks) {
      state = state.with(state.waiting().with(look.judgement().watch()));
    }
    if (looks.stream().allMatch(look -> look.judgement().watch().done())) {
      return Step.done(work.with(state).entering(Phase.CALM));
    }
    tell(work, looks);
    return outcome(work, looks, state);
  }

  private Look look(Work work, WantedMember member) {
    SyncWatch before = work.state().waiting().watch(member.id());
    if (before.done()) {
      return new Look(
          member, new SyncJudgement.Synchronized(before), MemberState.SECONDARY, Optional.empty());
    }
    Answer<ReplicaSetStatus> status = work.set().status(member.address());
    Optional<MemberState> seen =
        status.answer().map(ReplicaSetStatus::myState).or(() -> seenByPrimary(work, member));
    SyncJudgement judgement = SyncJudgement.judge(before, status, seen, limits, work.now());
    Optional<CopyEstimate> copy =
        status
            .answer()
            .flatMap(own -> own.initialSync().map(sync -> estimate(work, sync, judgement, own)));
    return new Look(member, judgement, seen.orElse(MemberState.UNKNOWN), copy);
  }

  private static CopyEstimate estimate(
      Work work, InitialSyncProgress sync, SyncJudgement judgement, ReplicaSetStatus own) {
    return CopyEstimate.of(sync, judgement.watch(), own.at(), work.now());
  }

  private static Optional<MemberState> seenByPrimary(Work work, WantedMember member) {
    return work.set()
        .readPrimary(work.known())
        .answer()
        .flatMap(primary -> primary.status().row(member.id()))
        .map(MemberStatusRow::state);
  }

  private static Step outcome(Work work, List<Look> looks, MonitorState state) {
    for (Look look : looks) {
      if (look.judgement() instanceof SyncJudgement.Broken(var watch, String code, String reason)) {
        return Step.failed(state, broken(work, look, code, reason));
      }
    }
    for (Look look : looks) {
      if (look.judgement() instanceof SyncJudgement.Stalled(var watch, Duration still)) {
        return Step.held(state, stalled(work, look, still), Duration.ofSeconds(2));
      }
    }
    boolean wasHeld = work.context().journal().attention() != null;
    // Done, unlike waiting, says that it goes on again.
    return wasHeld
        ? Step.done(state)
        : Step.waiting(state, "the synchronization", interval(work, looks));
  }

  private static Cause broken(Work work, Look look, String code, String reason) {
    return work.cause(
        code,
        "the synchronization of " + look.member().address() + " ended: " + reason,
        "look into that mongod's log (it is kept before the host is wiped), then expand again");
  }

  private static Cause stalled(Work work, Look look, Duration still) {
    return work.cause(
        "SYNC_STALLED",
        "the synchronization of %s has not moved for %d s; it is %s"
            .formatted(look.member().address(), still.toSeconds(), look.state()),
        "look into that mongod's log; it goes on by itself when it moves, or cancel the expansion");
  }

  /** Looks cost the copy time, so it looks often only when the end may be near. */
  private static Duration interval(Work work, List<Look> looks) {
    Duration running = Duration.between(work.state().trail().since(work.now()), work.now());
    if (running.compareTo(Duration.ofMinutes(10)) >= 0) {
      return Duration.ofSeconds(2);
    }
    boolean farFromEnd = looks.stream().allMatch(Look::isFarFromEnd);
    return farFromEnd || running.compareTo(Duration.ofMinutes(1)) >= 0
        ? Duration.ofMillis(500)
        : Duration.ofMillis(200);
  }

  private void tell(Work work, List<Look> looks) {
    long done = 0;
    long total = 0;
    long rate = 0;
    @Nullable Duration remaining = null;
    List<MemberProgress> members = new ArrayList<>();
    for (Look look : looks) {
      members.add(
          new MemberProgress(
              look.member().id(), look.member().address().format(), look.state().name()));
      if (look.copy().isPresent()) {
        CopyEstimate copy = look.copy().get();
        done += copy.done();
        total += copy.total();
        rate += copy.perSecond();
        remaining = longest(remaining, copy.remaining().orElse(null));
      }
    }
    @Nullable CopyProgress copy =
        total == 0
            ? null
            : new CopyProgress(done, total, rate, remaining, work.goal().oplogWindow());
    Instant at = work.now();
    ports.telemetry().tell(Progress.of(work, "initial synchronization", members, copy, at));
  }

  private static @Nullable Duration longest(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
