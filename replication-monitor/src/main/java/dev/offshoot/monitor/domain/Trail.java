package dev.offshoot.monitor.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was done so far, for the facts.
 *
 * @param spans time spent per phase, oldest first
 * @param added members whose entry was read back
 * @param promoted members in their final shape
 */
public record Trail(List<Span> spans, List<Landmark> added, List<Landmark> promoted) {

  /** Copies the lists. */
  public Trail {
    spans = List.copyOf(spans);
    added = List.copyOf(added);
    promoted = List.copyOf(promoted);
  }

  /** Nothing yet. */
  public static Trail empty() {
    return new Trail(List.of(), List.of(), List.of());
  }

  /**
   * Time spent in one phase.
   *
   * @param phase which
   * @param from when it began
   * @param to when it ended; null while it goes on
   */
  public record Span(Phase phase, Instant from, @Nullable Instant to) {

    private Instant end() {
      return Objects.requireNonNull(to);
    }
  }

  /**
   * Time spent.
   *
   * @param from beginning
   * @param to end
   */
  public record Time(Instant from, Instant to) {}

  /**
   * A configuration that changed a member.
   *
   * @param memberId _id
   * @param version version of the configuration
   * @param term its term
   */
  public record Landmark(int memberId, long version, long term) {}

  /** Ends the running span and begins the next. */
  public Trail entering(Phase phase, Instant now) {
    List<Span> all = new ArrayList<>();
    for (Span span : spans) {
      all.add(span.to() == null ? new Span(span.phase(), span.from(), now) : span);
    }
    all.add(new Span(phase, now, null));
    return new Trail(all, added, promoted);
  }

  /** With a member read back. */
  public Trail withAdded(Landmark landmark) {
    return new Trail(spans, with(added, landmark), promoted);
  }

  /** With a member in its final shape. */
  public Trail withPromoted(Landmark landmark) {
    return new Trail(spans, added, with(promoted, landmark));
  }

  private static List<Landmark> with(List<Landmark> marks, Landmark landmark) {
    List<Landmark> all = new ArrayList<>(marks);
    all.removeIf(mark -> mark.memberId() == landmark.memberId());
    all.add(landmark);
    return all;
  }

  /** From the beginning of the first to the end of the last ended span of these phases. */
  public Optional<Time> time(Predicate<Phase> phases) {
    List<Span> ended =
        spans.stream().filter(span -> span.to() != null && phases.test(span.phase())).toList();
    return ended.isEmpty()
        ? Optional.empty()
        : Optional.of(new Time(ended.getFirst().from(), ended.getLast().end()));
  }

  /** Since when the running phase runs. */
  public Instant since(Instant now) {
    return spans.isEmpty() ? now : spans.getLast().from();
  }
}
