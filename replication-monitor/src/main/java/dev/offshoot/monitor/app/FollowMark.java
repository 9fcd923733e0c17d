package dev.offshoot.monitor.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.monitor.app.ProveMembers.Turn;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.proof.ProofState.Course;
import dev.offshoot.monitor.domain.proof.ProofState.Finished;
import dev.offshoot.monitor.domain.proof.ProofState.Mark;
import dev.offshoot.monitor.domain.proof.ProofState.Stage;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonTimestamp;

/**
 * Writes a marked no-op into the primary's oplog and finds it in the new member's own: what is
 * written now arrives there. The marker follows from the expansion, so writing it twice is
 * harmless.
 */
final class FollowMark {

  private static final Duration SOON = Duration.ofMillis(50);

  private final MonitorPorts ports;

  FollowMark(MonitorPorts ports) {
    this.ports = ports;
  }

  /**
   * A write at the beginning of the proof. A member fresh from its copy in a quiet set has nobody
   * to replicate from, because nobody is ahead of it; now it looks for one while it is compared.
   * Nothing depends on it.
   */
  static void stir(Turn turn, PrimaryReading primary) {
    if (turn.course().begunAt() == null) {
      var unused = turn.work().set().appendNote(primary.address(), marker(turn) + " compared");
    }
  }

  Step write(Turn turn) {
    Work work = turn.work();
    Optional<PrimaryReading> primary = work.set().readPrimary(work.known()).answer();
    Optional<BsonTimestamp> before =
        primary.flatMap(reading -> reading.status().lastApplied()).map(OpTime::timestamp);
    if (primary.isEmpty() || before.isEmpty()) {
      return Step.waiting(work.state(), "a primary to write the mark on", Duration.ofMillis(200));
    }
    Mark mark = new Mark(before.get().getTime(), before.get().getInc(), ports.clock().instant());
    Answer<String> said = work.set().appendNote(primary.get().address(), marker(turn));
    if (said.answer().isEmpty()) {
      return Step.waiting(
          work.state(), "the mark to be written: " + said.explain(), Duration.ofMillis(500));
    }
    return Step.done(turn.state(turn.proof().with(turn.course().marked(mark)).at(Stage.FIND_MARK)));
  }

  Step find(Turn turn) {
    Work work = turn.work();
    Course course = turn.course();
    Mark mark = Objects.requireNonNull(course.mark(), "the mark is stored when it was written");
    Answer<Optional<OplogNote>> found =
        work.set().findNote(turn.added(), marker(turn), mark.since());
    if (found.answer().flatMap(note -> note).isEmpty()) {
      return Step.waiting(
          work.state(),
          "the mark in the oplog of " + turn.added() + ": " + found.explain(),
          found.answer().isPresent() ? SOON : Duration.ofMillis(500));
    }
    Instant now = ports.clock().instant();
    Instant begun = Objects.requireNonNull(course.begunAt(), "the proof has begun");
    Finished finished =
        new Finished(
            turn.member().id(),
            String.join(", ", course.comparedWith()),
            Duration.between(begun, now),
            course.amount().done(),
            Duration.between(mark.at(), now));
    return Step.done(turn.state(turn.proof().finishing(finished)));
  }

  private static String marker(Turn turn) {
    return "offshoot " + turn.work().expansionId() + " member " + turn.member().id();
  }
}
