package dev.offshoot.monitor.domain.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * How far the proof is: one new member after the other.
 *
 * @param stage what is done next
 * @param course the comparison of the member whose turn it is
 * @param position inside a namespace; null between two
 * @param suspicion a difference that was seen; null while all is equal
 * @param finished members that were proven
 */
public record ProofState(
    Stage stage,
    Course course,
    @Nullable Position position,
    @Nullable Suspicion suspicion,
    List<Finished> finished) {

  /** What is done next. */
  public enum Stage {
    /** Choose whom to compare with. */
    CHOOSE,
    /** Compare both catalogues and find what has no verdict yet. */
    CATALOGUE,
    /** Compare ranges of documents. */
    RANGES,
    /** Write the mark on the primary. */
    MARK,
    /** Find it in the new member's own oplog. */
    FIND_MARK
  }

  /** Copies the list. */
  public ProofState {
    finished = List.copyOf(finished);
  }

  /** Nothing compared yet. */
  public static ProofState notBegun() {
    return new ProofState(Stage.CHOOSE, Course.fresh(), null, null, List.of());
  }

  /**
   * The comparison of one member.
   *
   * @param begunAt when it began; null before
   * @param comparedWith whom with, HOST:PORT; the last one is asked now
   * @param round how often the catalogues were found to need more comparing
   * @param looks looks at an unclear catalogue in a row
   * @param amount bytes
   * @param mark the marked write; null before it
   */
  public record Course(
      @Nullable Instant begunAt,
      List<String> comparedWith,
      int round,
      int looks,
      Amount amount,
      @Nullable Mark mark) {

    /** Copies the list. */
    public Course {
      comparedWith = List.copyOf(comparedWith);
    }

    static Course fresh() {
      return new Course(null, List.of(), 0, 0, new Amount(0, 0), null);
    }

    /** Compared with this member from now on. */
    public Course with(String reference, Instant now) {
      List<String> all = new ArrayList<>(comparedWith);
      all.remove(reference);
      all.add(reference);
      return new Course(begunAt == null ? now : begunAt, all, round, looks, amount, mark);
    }

    /** One more round, with this many bytes to compare in it. */
    public Course nextRound(long moreBytes) {
      return new Course(
          begunAt,
          comparedWith,
          round + 1,
          0,
          new Amount(amount.done(), amount.done() + moreBytes),
          mark);
    }

    /** One more look at an unclear catalogue. */
    public Course lookedAgain() {
      return new Course(begunAt, comparedWith, round, looks + 1, amount, mark);
    }

    /** With more bytes compared. */
    public Course compared(long bytes) {
      long done = amount.done() + bytes;
      return new Course(
          begunAt,
          comparedWith,
          round,
          looks,
          new Amount(done, Math.max(done, amount.total())),
          mark);
    }

    /** With the mark. */
    public Course marked(Mark written) {
      return new Course(begunAt, comparedWith, round, looks, amount, written);
    }
  }

  /**
   * Bytes on one side.
   *
   * @param done compared
   * @param total to be compared, about
   */
  public record Amount(long done, long total) {}

  /**
   * A marked write about to be made.
   *
   * @param seconds cluster time before it, seconds
   * @param increment and increment
   * @param at our clock before it
   */
  public record Mark(int seconds, int increment, Instant at) {

    /** From where on the oplog is searched. */
    public BsonTimestamp since() {
      return new BsonTimestamp(seconds, increment);
    }
  }

  /**
   * A member that was proven.
   *
   * @param memberId _id
   * @param comparedWith whom with
   * @param took time the proof took
   * @param bytes bytes read on each side
   * @param markedWriteAfter time until the marked write was read from it
   */
  public record Finished(
      int memberId, String comparedWith, Duration took, long bytes, Duration markedWriteAfter) {}

  /** Going on with this stage. */
  public ProofState at(Stage next) {
    return new ProofState(next, course, position, suspicion, finished);
  }

  /** With another course. */
  public ProofState with(Course other) {
    return new ProofState(stage, other, position, suspicion, finished);
  }

  /** At this position. */
  public ProofState at(@Nullable Position other) {
    return new ProofState(stage, course, other, suspicion, finished);
  }

  /** With this suspicion, or none. */
  public ProofState suspecting(@Nullable Suspicion other) {
    return new ProofState(stage, course, position, other, finished);
  }

  /** The member is proven; the next one's turn. */
  public ProofState finishing(Finished proven) {
    List<Finished> all = new ArrayList<>(finished);
    all.add(proven);
    return new ProofState(Stage.CHOOSE, Course.fresh(), null, null, all);
  }
}
