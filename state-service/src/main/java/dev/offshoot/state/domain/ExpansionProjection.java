package dev.offshoot.state.domain;

import static dev.offshoot.state.domain.Happening.Kind.ABORTED;
import static dev.offshoot.state.domain.Happening.Kind.APPROVED;
import static dev.offshoot.state.domain.Happening.Kind.ATTENTION;
import static dev.offshoot.state.domain.Happening.Kind.ATTENTION_RESOLVED;
import static dev.offshoot.state.domain.Happening.Kind.BINARIES_REMOVED;
import static dev.offshoot.state.domain.Happening.Kind.COMPLETED;
import static dev.offshoot.state.domain.Happening.Kind.INSTALLED;
import static dev.offshoot.state.domain.Happening.Kind.MEMBER_REMOVED;
import static dev.offshoot.state.domain.Happening.Kind.OBSERVED;
import static dev.offshoot.state.domain.Happening.Kind.PLANNED;
import static dev.offshoot.state.domain.Happening.Kind.PLANNED_AUTOMATICALLY;
import static dev.offshoot.state.domain.Happening.Kind.PLANNED_ONLY;
import static dev.offshoot.state.domain.Happening.Kind.PLAN_REFUSED;
import static dev.offshoot.state.domain.Happening.Kind.PROMOTE_SEEN;
import static dev.offshoot.state.domain.Happening.Kind.PROVISIONED;
import static dev.offshoot.state.domain.Happening.Kind.REFUSED;
import static dev.offshoot.state.domain.Happening.Kind.RELEASED;
import static dev.offshoot.state.domain.Happening.Kind.VERIFY_SEEN;

import dev.offshoot.contracts.Cause;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the status, the failure and the steps of an expansion from what happened. What was proven
 * wins over everything; otherwise the first of refusal, finished plan-only plan and abort decides;
 * an open call for attention hides every status that is not an end.
 *
 * @param status where it stands
 * @param cancellationRequested whether somebody cancelled it, in time or not
 * @param failure why it did not, or does not, go on
 * @param steps every step in order
 */
public record ExpansionProjection(
    ExpansionStatus status,
    boolean cancellationRequested,
    @Nullable Cause failure,
    List<ExpansionStep> steps) {

  /** Code of an abort that a person asked for. */
  public static final String CANCELLED = "CANCELLED";

  private static final List<Rank> FORWARD =
      List.of(
          new Rank(PROMOTE_SEEN, ExpansionStatus.PROMOTING),
          new Rank(VERIFY_SEEN, ExpansionStatus.VERIFYING),
          new Rank(INSTALLED, ExpansionStatus.SYNCHRONIZING),
          new Rank(PROVISIONED, ExpansionStatus.INSTALLING),
          new Rank(APPROVED, ExpansionStatus.PROVISIONING),
          new Rank(PLANNED_AUTOMATICALLY, ExpansionStatus.PROVISIONING),
          new Rank(PLANNED, ExpansionStatus.AWAITING_APPROVAL),
          new Rank(OBSERVED, ExpansionStatus.OBSERVED));

  private record Rank(Happening.Kind kind, ExpansionStatus status) {}

  /** Copies the steps. */
  public ExpansionProjection {
    steps = List.copyOf(steps);
  }

  /**
   * @param list what happened, in the order it was learnt
   * @param measured times that a stage measured itself; they replace what was seen from here
   */
  public static ExpansionProjection of(List<Happening> list, List<StepSpan> measured) {
    Happenings all = new Happenings(list);
    ExpansionStatus status = status(all);
    return new ExpansionProjection(
        status, cancelled(all), failure(all, status), StepTimeline.of(all, status, measured));
  }

  private static ExpansionStatus status(Happenings all) {
    if (all.has(COMPLETED)) {
      return ExpansionStatus.COMPLETED;
    }
    Optional<Happening> turning = turning(all);
    if (turning.isEmpty()) {
      return asked(all) ? ExpansionStatus.NEEDS_ATTENTION : forward(all);
    }
    return switch (turning.get().kind()) {
      case REFUSED, PLAN_REFUSED -> ExpansionStatus.REJECTED;
      case PLANNED_ONLY -> ExpansionStatus.PLANNED;
      default -> backward(all);
    };
  }

  /** The first of what ends going forward: the first cause wins. */
  private static Optional<Happening> turning(Happenings all) {
    return all.first(
        REFUSED, PLAN_REFUSED, PLANNED_ONLY, ABORTED, MEMBER_REMOVED, BINARIES_REMOVED, RELEASED);
  }

  /** The cause is published by whoever gave up, so the end waits for it. */
  private static ExpansionStatus backward(Happenings all) {
    if (all.has(RELEASED) && all.has(ABORTED)) {
      return ExpansionStatus.ROLLED_BACK;
    }
    return asked(all) ? ExpansionStatus.NEEDS_ATTENTION : ExpansionStatus.ROLLING_BACK;
  }

  private static ExpansionStatus forward(Happenings all) {
    return FORWARD.stream()
        .filter(rank -> all.has(rank.kind()))
        .findFirst()
        .map(Rank::status)
        .orElse(ExpansionStatus.REQUESTED);
  }

  private static boolean asked(Happenings all) {
    return all.last(ATTENTION, ATTENTION_RESOLVED).filter(h -> h.kind() == ATTENTION).isPresent();
  }

  private static boolean cancelled(Happenings all) {
    return all.list().stream()
        .filter(h -> h.kind() == ABORTED)
        .anyMatch(h -> h.cause() != null && h.cause().code().equals(CANCELLED));
  }

  private static @Nullable Cause failure(Happenings all, ExpansionStatus status) {
    return switch (status) {
      case REJECTED -> cause(all.first(REFUSED, PLAN_REFUSED));
      case NEEDS_ATTENTION -> cause(all.last(ATTENTION));
      case ROLLING_BACK, ROLLED_BACK -> cause(all.first(ABORTED));
      case REQUESTED,
          OBSERVED,
          AWAITING_APPROVAL,
          PROVISIONING,
          INSTALLING,
          SYNCHRONIZING,
          VERIFYING,
          PROMOTING,
          COMPLETED,
          PLANNED ->
          null;
    };
  }

  private static @Nullable Cause cause(Optional<Happening> happening) {
    return happening.map(Happening::cause).orElse(null);
  }
}
