package dev.offshoot.monitor.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.KeyRange;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.monitor.app.ProveMembers.Turn;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import dev.offshoot.monitor.domain.proof.Position;
import dev.offshoot.monitor.domain.proof.Suspicion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/** Compares single ranges of one namespace on both members, all at one cluster time. */
final class RangeComparison {

  /** Halvings of a differing range: enough to come from tens of megabytes to one document. */
  private static final int HALVINGS = 20;

  /** As many as a member grants connections. */
  private static final int AT_ONCE = 2;

  /** Average bytes from which on the replies of one range are all that should be held at once. */
  private static final long LARGE_DOCUMENT = 256L << 10;

  private final Turn turn;
  private final ReplicaSet set;
  private final long rangeBytes;
  private final BsonTimestamp at;

  RangeComparison(Turn turn, long rangeBytes, BsonTimestamp at) {
    this.turn = turn;
    this.set = turn.work().set();
    this.rangeBytes = rangeBytes;
    this.at = at;
  }

  /** How comparing one range ended. */
  sealed interface Outcome {

    /** All bytes equal; the position after it, and whether that is the namespace's end. */
    record Equal(Position after, long bytes, boolean ended) implements Outcome {}

    /** The bytes differ. */
    record Different(Suspicion suspicion) implements Outcome {}

    /** The server does not read it at a cluster time. */
    record CannotBeRead(String reason) implements Outcome {}

    /** Nothing came of it this time; perhaps with another member to compare with. */
    record TryAgain(String reason, boolean otherReference) implements Outcome {}
  }

  /** The next ranges from this position on, side by side: one alone leaves both members waiting. */
  Outcome next(Position position, NamespaceVerdict namespace) {
    KeyRange rest = position.rest();
    if (position.from() == null && namespace.extent().bytes() <= rangeBytes / 2) {
      return compare(position, List.of(rest));
    }
    long average = namespace.extent().averageBytes();
    long documents = Math.max(1, rangeBytes / average);
    int atOnce = average > LARGE_DOCUMENT ? 1 : AT_ONCE;
    List<KeyRange> ranges = new ArrayList<>();
    BsonValue end;
    do {
      var answer = set.boundary(turn.reference(), read(position.namespace(), rest), documents);
      Optional<Outcome> unusable = unusable(answer);
      if (unusable.isPresent()) {
        return unusable.get();
      }
      end = value(answer).key().orElse(null);
      ranges.add(rest.until(end));
      rest = KeyRange.from(end);
    } while (end != null && ranges.size() < atOnce);
    return compare(position, ranges);
  }

  /** A range that differed, at this newer time; narrowed down when it still does. */
  Outcome again(Suspicion suspicion) {
    Position position = Position.beginningOf(suspicion.namespace());
    Outcome outcome = compare(position, List.of(suspicion.range()));
    return outcome instanceof Outcome.Different(Suspicion seen)
        ? new Outcome.Different(narrowed(seen))
        : outcome;
  }

  /** Equal when all are; otherwise what the first one found that is not. */
  private Outcome compare(Position position, List<KeyRange> ranges) {
    var answers =
        set.digests(
            turn.reference(),
            turn.added(),
            ranges.stream().map(range -> read(position.namespace(), range)).toList());
    Position after = position;
    for (int i = 0; i < ranges.size(); i++) {
      Outcome one = compare(after, ranges.get(i), answers.get(i));
      if (!(one instanceof Outcome.Equal equal)) {
        return one;
      }
      after = equal.after();
    }
    return new Outcome.Equal(
        after, after.bytes() - position.bytes(), ranges.getLast().upper().isEmpty());
  }

  private static Outcome compare(
      Position position, KeyRange range, ReplicaSet.BothSides<RangeReading<RangeDigest>> both) {
    Optional<Outcome> unusable = unusable(both.reference()).or(() -> unusable(both.added()));
    if (unusable.isPresent()) {
      return unusable.get();
    }
    RangeDigest left = value(both.reference());
    RangeDigest right = value(both.added());
    if (!left.sha256().equals(right.sha256())) {
      return new Outcome.Different(
          Suspicion.seen(position.namespace(), range, explain(left, right)));
    }
    BsonValue end = range.upper().orElse(null);
    return new Outcome.Equal(
        position.past(end, left.sha256(), left.documents(), left.bytes()),
        left.bytes(),
        end == null);
  }

  private static <T> Optional<Outcome> unusable(Answer<RangeReading<T>> answer) {
    return switch (answer) {
      case Answer.Answered<RangeReading<T>>(RangeReading<T> reading) ->
          switch (reading) {
            case RangeReading.Read<T> ignored -> Optional.empty();
            case RangeReading.CannotBeRead<T>(String reason) ->
                Optional.of(new Outcome.CannotBeRead(reason));
            case RangeReading.SnapshotLost<T>(String reason) ->
                Optional.of(new Outcome.TryAgain(reason, false));
          };
      case Answer<RangeReading<T>> other ->
          Optional.of(new Outcome.TryAgain(other.explain(), true));
    };
  }

  private static <T> T value(Answer<RangeReading<T>> answer) {
    if (answer.answer().orElse(null) instanceof RangeReading.Read<T>(T value)) {
      return value;
    }
    throw new IllegalStateException("an answer that was checked to be there");
  }

  /** Halves the range while one half alone differs, down to one document. */
  private Suspicion narrowed(Suspicion seen) {
    KeyRange range = seen.range();
    String detail = seen.detail();
    for (int i = 0; i < HALVINGS; i++) {
      Optional<KeyRange> half = differingHalf(seen.namespace(), range);
      if (half.isEmpty()) {
        break;
      }
      range = half.get();
    }
    if (compare(Position.beginningOf(seen.namespace()), List.of(range))
        instanceof Outcome.Different(Suspicion last)) {
      detail = last.detail();
    }
    return seen.confirmedIn(range, detail);
  }

  private Optional<KeyRange> differingHalf(String namespace, KeyRange range) {
    Position position = Position.beginningOf(namespace);
    var both =
        set.digests(turn.reference(), turn.added(), List.of(read(namespace, range))).getFirst();
    if (unusable(both.reference()).isPresent() || unusable(both.added()).isPresent()) {
      return Optional.empty();
    }
    boolean byAdded = value(both.added()).documents() > value(both.reference()).documents();
    long documents = Math.max(value(both.reference()).documents(), value(both.added()).documents());
    if (documents <= 1) {
      return Optional.empty();
    }
    var answer =
        set.boundary(
            byAdded ? turn.added() : turn.reference(), read(namespace, range), documents / 2);
    if (!(answer.answer().orElse(null) instanceof RangeReading.Read<RangeEnd>(RangeEnd middle))
        || middle.key().isEmpty()) {
      return Optional.empty();
    }
    KeyRange lower = range.until(middle.key().get());
    KeyRange upper = new KeyRange(middle.key().get(), range.upper().orElse(null));
    return Optional.of(
        compare(position, List.of(lower)) instanceof Outcome.Different ? lower : upper);
  }

  private RangeRead read(String namespace, KeyRange range) {
    return new RangeRead(Namespace.parse(namespace), range, at);
  }

  private static String explain(RangeDigest left, RangeDigest right) {
    return "%d documents, %d bytes, SHA-256 %s… against %d documents, %d bytes, SHA-256 %s…"
        .formatted(
            left.documents(),
            left.bytes(),
            left.sha256().substring(0, 12),
            right.documents(),
            right.bytes(),
            right.sha256().substring(0, 12));
  }
}
