package dev.offshoot.monitor.app;

import dev.offshoot.contracts.CopyProgress;
import dev.offshoot.contracts.MemberProgress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.app.MonitorSettings.ProofPace;
import dev.offshoot.monitor.app.ProveMembers.Turn;
import dev.offshoot.monitor.app.RangeComparison.Outcome;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import dev.offshoot.monitor.domain.proof.Position;
import dev.offshoot.monitor.domain.proof.ProofState;
import dev.offshoot.monitor.domain.proof.ProofState.Stage;
import dev.offshoot.monitor.domain.proof.Suspicion;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Compares documents range by range: as many ranges as fit into a few seconds, each at one cluster
 * time that both members have majority-committed. The position is stored after each step; a step
 * that is run again compares its ranges again.
 */
final class CompareRanges {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration WHILE_HELD = Duration.ofSeconds(10);

  private final MonitorPorts ports;
  private final ProofPace pace;

  CompareRanges(MonitorPorts ports, ProofPace pace) {
    this.ports = ports;
    this.pace = pace;
  }

  Step step(Turn turn) {
    Optional<BsonTimestamp> at = clusterTime(turn);
    if (at.isEmpty()) {
      return turn.chooseAgain(
          turn.reference() + " and " + turn.added() + " to say what they applied");
    }
    RangeComparison comparison = new RangeComparison(turn, pace.rangeBytes(), at.get());
    Suspicion suspicion = turn.proof().suspicion();
    return suspicion == null ? compare(turn, comparison) : suspect(turn, comparison, suspicion);
  }

  /**
   * What the reference knows to be committed by a majority, and both have applied: a member asked
   * for a later time answers when it got there, and one fresh from its copy may have nobody to get
   * there from for some seconds.
   */
  private static Optional<BsonTimestamp> clusterTime(Turn turn) {
    Optional<ReplicaSetStatus> reference = turn.work().set().status(turn.reference()).answer();
    Optional<ReplicaSetStatus> added = turn.work().set().status(turn.added()).answer();
    List<Optional<OpTime>> known =
        List.of(
            reference.flatMap(ReplicaSetStatus::lastCommitted),
            reference.flatMap(ReplicaSetStatus::lastApplied),
            added.flatMap(ReplicaSetStatus::lastApplied));
    return known.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : known.stream()
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .map(OpTime::timestamp);
  }

  private Step compare(Turn turn, RangeComparison comparison) {
    Instant end = ports.clock().instant().plus(pace.stepTime());
    ProofState proof = turn.proof();
    // Said at once as well: a short proof is over within one step.
    tell(turn, proof);
    while (ports.clock().instant().isBefore(end)) {
      Optional<NamespaceVerdict> pending = ports.evidence().nextPending(turn.key());
      if (pending.isEmpty()) {
        return Step.done(turn.state(proof.at((Position) null).at(Stage.CATALOGUE)));
      }
      Position position = position(proof, pending.get());
      switch (comparison.next(position, pending.get())) {
        case Outcome.Equal(Position after, long bytes, boolean ended) -> {
          if (ended) {
            ports.evidence().keep(turn.key(), List.of(pending.get().equal(after)));
          }
          proof = proof.at(ended ? null : after).with(proof.course().compared(bytes));
        }
        case Outcome.CannotBeRead(String reason) -> {
          ports.evidence().keep(turn.key(), List.of(pending.get().notCompared(reason)));
          proof = proof.at((Position) null);
        }
        case Outcome.Different(Suspicion seen) -> {
          return Step.waiting(turn.state(proof.at(position).suspecting(seen)), seen.detail(), SOON);
        }
        case Outcome.TryAgain(String reason, boolean otherReference) -> {
          ProofState again = proof.at(position);
          return Step.waiting(
              turn.state(otherReference ? again.at(Stage.CHOOSE) : again), reason, SOON);
        }
      }
    }
    tell(turn, proof);
    return Step.done(turn.state(proof));
  }

  private static Position position(ProofState proof, NamespaceVerdict pending) {
    @Nullable Position kept = proof.position();
    return kept != null && kept.namespace().equals(pending.name())
        ? kept
        : Position.beginningOf(pending.name());
  }

  private Step suspect(Turn turn, RangeComparison comparison, Suspicion suspicion) {
    return switch (comparison.again(suspicion)) {
      // The members agree now: the range is compared again from its beginning.
      case Outcome.Equal ignored -> Step.done(turn.state(turn.proof().suspecting(null)));
      case Outcome.CannotBeRead(String reason) ->
          Step.done(turn.state(turn.proof().suspecting(null)));
      case Outcome.TryAgain(String reason, boolean otherReference) ->
          suspicion.confirmed()
              ? mismatch(turn, suspicion)
              : Step.waiting(turn.work().state(), reason, SOON);
      case Outcome.Different(Suspicion confirmed) -> mismatch(turn, confirmed);
    };
  }

  private Step mismatch(Turn turn, Suspicion confirmed) {
    NamespaceVerdict known =
        ports
            .evidence()
            .nextPending(turn.key())
            .filter(verdict -> verdict.name().equals(confirmed.namespace()))
            .orElseThrow(
                () -> new IllegalStateException("no open verdict on " + confirmed.namespace()));
    // It stays open: the proof goes on from here if the members come to agree.
    ports
        .evidence()
        .keep(
            turn.key(),
            List.of(
                new NamespaceVerdict(
                    known.name(),
                    known.identity(),
                    known.result(),
                    known.extent(),
                    new NamespaceVerdict.Evidence(confirmed.detail(), null))));
    return Step.held(
        turn.state(turn.proof().suspecting(confirmed)),
        turn.work()
            .cause(
                "PROOF_MISMATCH",
                "%s differs between %s and %s in _id %s: %s"
                    .formatted(
                        confirmed.namespace(),
                        turn.reference(),
                        turn.added(),
                        confirmed.range().show(),
                        confirmed.detail()),
                "find out which member is right: compare these documents on both by a direct"
                    + " connection. Nothing was wiped; the new member stays hidden and voteless. The"
                    + " proof goes on when they agree; or cancel the expansion"),
        WHILE_HELD);
  }

  private void tell(Turn turn, ProofState proof) {
    Work work = turn.work();
    ProofState.Course course = proof.course();
    Instant now = ports.clock().instant();
    Instant begun = course.begunAt();
    long millis = begun == null ? 0 : Duration.between(begun, now).toMillis();
    long rate = millis <= 0 ? 0 : course.amount().done() * 1000 / millis;
    long left = course.amount().total() - course.amount().done();
    CopyProgress copy =
        new CopyProgress(
            course.amount().done(),
            course.amount().total(),
            rate,
            rate <= 0 ? null : Duration.ofMillis(left * 1000 / rate),
            work.goal().oplogWindow());
    Position at = proof.position();
    String where = at == null ? "" : Namespace.parse(at.namespace()).toString();
    ports
        .telemetry()
        .tell(
            Progress.of(
                work,
                "comparing with " + turn.reference() + " " + where,
                List.of(
                    new MemberProgress(
                        turn.member().id(), turn.added().format(), MemberState.SECONDARY.name())),
                copy,
                now));
  }
}
