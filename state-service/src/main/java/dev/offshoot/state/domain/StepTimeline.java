package dev.offshoot.state.domain;

import static dev.offshoot.state.domain.Happening.Kind.ABORTED;
import static dev.offshoot.state.domain.Happening.Kind.APPROVED;
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
import static dev.offshoot.state.domain.Happening.Kind.REQUESTED;
import static dev.offshoot.state.domain.Happening.Kind.SYNCHRONIZE_SEEN;
import static dev.offshoot.state.domain.Happening.Kind.VERIFY_SEEN;

import dev.offshoot.contracts.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides for each step whether it waits, runs, is done, failed or was undone, and since when. */
final class StepTimeline {

  private StepTimeline() {}

  static List<ExpansionStep> of(Happenings all, ExpansionStatus status, List<StepSpan> measured) {
    List<ExpansionStep> steps = new ArrayList<>();
    for (StepName name : StepName.values()) {
      Optional<StepSpan> span = measured.stream().filter(s -> s.step() == name).findFirst();
      steps.add(
          span.isPresent()
              ? new ExpansionStep(
                  name.wire(),
                  StepStatus.DONE,
                  span.get().startedAt(),
                  span.get().finishedAt(),
                  note(name, all))
              : step(name, all, status));
    }
    return steps;
  }

  private static ExpansionStep step(StepName name, Happenings all, ExpansionStatus status) {
    Instant end = end(name, all);
    Instant begin = begin(name, all);
    Instant started = begin == null ? end : begin;
    if (end != null) {
      return ended(name, all, started, end);
    }
    Optional<Happening> stop = all.first(REFUSED, PLAN_REFUSED, ABORTED);
    if (started == null || stop.isEmpty() || status == ExpansionStatus.COMPLETED) {
      StepStatus now = started == null ? StepStatus.PENDING : StepStatus.RUNNING;
      return new ExpansionStep(name.wire(), now, started, null, null);
    }
    Happening why = stop.get();
    return new ExpansionStep(name.wire(), StepStatus.FAILED, started, why.at(), detail(why));
  }

  private static ExpansionStep ended(
      StepName name, Happenings all, @Nullable Instant started, Instant end) {
    Instant undone = all.has(COMPLETED) ? null : undone(name, all);
    return undone == null
        ? new ExpansionStep(name.wire(), StepStatus.DONE, started, end, note(name, all))
        : new ExpansionStep(name.wire(), StepStatus.UNDONE, started, undone, null);
  }

  /** What is worth knowing of the hosts once mongod is installed on them. */
  private static @Nullable String note(StepName name, Happenings all) {
    return name == StepName.INSTALL
        ? all.first(INSTALLED).map(Happening::detail).orElse(null)
        : null;
  }

  private static @Nullable String detail(Happening why) {
    Cause cause = why.cause();
    return cause == null ? null : cause.detail();
  }

  private static @Nullable Instant begin(StepName name, Happenings all) {
    return switch (name) {
      case OBSERVE -> all.at(REQUESTED);
      case PLAN -> all.at(OBSERVED);
      case APPROVE -> all.at(PLANNED);
      case PROVISION -> all.at(APPROVED, PLANNED_AUTOMATICALLY);
      case INSTALL -> all.at(PROVISIONED);
      case SYNCHRONIZE -> all.at(INSTALLED, SYNCHRONIZE_SEEN);
      case VERIFY -> all.at(VERIFY_SEEN);
      case PROMOTE -> all.at(PROMOTE_SEEN);
    };
  }

  private static @Nullable Instant end(StepName name, Happenings all) {
    return switch (name) {
      case OBSERVE -> all.at(OBSERVED);
      case PLAN -> all.at(PLANNED, PLANNED_AUTOMATICALLY, PLANNED_ONLY);
      case APPROVE -> all.at(APPROVED, PLANNED_AUTOMATICALLY);
      case PROVISION -> all.at(PROVISIONED);
      case INSTALL -> all.at(INSTALLED);
      case SYNCHRONIZE -> all.at(VERIFY_SEEN, PROMOTE_SEEN, COMPLETED);
      case VERIFY -> all.at(PROMOTE_SEEN, COMPLETED);
      case PROMOTE -> all.at(COMPLETED);
    };
  }

  private static @Nullable Instant undone(StepName name, Happenings all) {
    return switch (name) {
      case OBSERVE, PLAN, APPROVE -> null;
      case PROVISION -> all.at(RELEASED);
      case INSTALL -> all.at(BINARIES_REMOVED);
      case SYNCHRONIZE, VERIFY, PROMOTE -> all.at(MEMBER_REMOVED);
    };
  }
}
