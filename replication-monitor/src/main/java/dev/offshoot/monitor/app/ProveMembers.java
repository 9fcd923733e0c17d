package dev.offshoot.monitor.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.monitor.app.EvidenceStore.ProofOf;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.Waiting;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.proof.ProofState;
import dev.offshoot.monitor.domain.proof.ProofState.Stage;
import dev.offshoot.monitor.domain.proof.ReferenceChoice;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.StepOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Proves one new member after the other, in many short steps, without stopping writes. A difference
 * holds and asks; it never rolls back and never wipes, because the old member may be the wrong one.
 */
final class ProveMembers {

  private static final Duration SOON = Duration.ofMillis(200);

  private final CompareCatalogues catalogues;
  private final CompareRanges ranges;
  private final FollowMark mark;
  private final MonitorSettings settings;

  ProveMembers(MonitorPorts ports, MonitorSettings settings) {
    this.settings = settings;
    this.catalogues = new CompareCatalogues(ports);
    this.ranges = new CompareRanges(ports, settings.proof());
    this.mark = new FollowMark(ports);
  }

  /**
   * The proof whose turn it is.
   *
   * @param work the step's work
   * @param member the new member
   */
  record Turn(Work work, WantedMember member) {

    ProofState proof() {
      return work.state().proof();
    }

    ProofState.Course course() {
      return proof().course();
    }

    ProofOf key() {
      return new ProofOf(work.expansionId(), member.id());
    }

    MemberAddress added() {
      return member.address();
    }

    MemberAddress reference() {
      return MemberAddress.parse(course().comparedWith().getLast());
    }

    MonitorState state(ProofState proof) {
      return work.state().with(proof);
    }

    /** Somebody did not answer: whom to compare with is chosen again. */
    Step chooseAgain(String reason) {
      return Step.waiting(state(proof().at(Stage.CHOOSE)), reason, SOON);
    }
  }

  Step step(Work work) {
    int next = work.state().proof().finished().size();
    if (next == work.goal().members().size()) {
      return Step.done(work.entering(Phase.VOTE));
    }
    Turn turn = new Turn(work, work.goal().members().get(next));
    return patient(
        work,
        switch (turn.proof().stage()) {
          case CHOOSE -> choose(turn);
          case CATALOGUE -> catalogues.step(turn);
          case RANGES -> ranges.step(turn);
          case MARK -> mark.write(turn);
          case FIND_MARK -> mark.find(turn);
        });
  }

  /** A proof in which nothing moves for a while asks a person, and goes on looking. */
  private Step patient(Work work, Step step) {
    if (!(step.state() instanceof MonitorState state)) {
      return step;
    }
    if (moved(work.state().proof(), state.proof())) {
      return new Step(step.outcome(), state.with(Waiting.FRESH), step.facts());
    }
    Cause asked = work.context().journal().attention();
    if (asked != null && step.outcome() instanceof StepOutcome.Done) {
      // Choosing whom to compare with is no progress yet.
      return Step.held(state, asked, SOON);
    }
    return step.outcome() instanceof StepOutcome.Waiting(String reason, Duration after)
        ? work.with(state)
            .waitFor(
                reason,
                after,
                settings.patience().set(),
                work.cause(
                    "PROOF_STANDS_STILL",
                    "the proof waits in vain for " + reason,
                    "look at the members that are compared, and whether the new one is still"
                        + " configured; the proof goes on by itself then, or cancel the expansion"))
        : step;
  }

  private static boolean moved(ProofState before, ProofState after) {
    return after.finished().size() > before.finished().size()
        || after.course().amount().done() > before.course().amount().done();
  }

  private static Step choose(Turn turn) {
    Work work = turn.work();
    Optional<PrimaryReading> primary = work.set().readPrimary(work.known()).answer();
    Optional<MemberAddress> reference =
        primary.flatMap(reading -> ReferenceChoice.choose(work.goal(), reading));
    if (primary.isEmpty() || reference.isEmpty()) {
      return Step.waiting(work.state(), "a healthy member to compare with", SOON);
    }
    FollowMark.stir(turn, primary.get());
    ProofState proof = turn.proof().with(turn.course().with(reference.get().format(), work.now()));
    Stage next = proof.course().round() == 0 ? Stage.CATALOGUE : Stage.RANGES;
    return Step.done(turn.state(proof.at(next)));
  }
}
