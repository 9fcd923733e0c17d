package dev.offshoot.monitor.app;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.monitor.app.EvidenceStore.ProofOf;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.proof.ProofState;
import dev.offshoot.monitor.domain.proof.ProofState.Stage;
import dev.offshoot.monitor.domain.proof.ReferenceChoice;
import dev.offshoot.stage.app.Step;
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

  ProveMembers(MonitorPorts ports, MonitorSettings settings) {
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
    return switch (turn.proof().stage()) {
      case CHOOSE -> choose(turn);
      case CATALOGUE -> catalogues.step(turn);
      case RANGES -> ranges.step(turn);
      case MARK -> mark.write(turn);
      case FIND_MARK -> mark.find(turn);
    };
  }

  private static Step choose(Turn turn) {
    Work work = turn.work();
    Optional<MemberAddress> reference =
        work.set()
            .readPrimary(work.known())
            .answer()
            .flatMap(primary -> ReferenceChoice.choose(work.goal(), primary));
    if (reference.isEmpty()) {
      return Step.waiting(work.state(), "a healthy member to compare with", SOON);
    }
    ProofState proof = turn.proof().with(turn.course().with(reference.get().format(), work.now()));
    Stage next = proof.course().round() == 0 ? Stage.CATALOGUE : Stage.RANGES;
    return Step.done(turn.state(proof.at(next)));
  }
}
