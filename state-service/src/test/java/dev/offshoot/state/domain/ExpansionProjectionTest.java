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
import static dev.offshoot.state.domain.Happening.Kind.REQUESTED;
import static dev.offshoot.state.domain.Happening.Kind.VERIFY_SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpansionProjectionTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  static Stream<Arguments> statuses() {
    return Stream.of(
        row(ExpansionStatus.REQUESTED, REQUESTED),
        row(ExpansionStatus.REJECTED, REFUSED),
        row(ExpansionStatus.OBSERVED, REQUESTED, OBSERVED),
        row(ExpansionStatus.REJECTED, REQUESTED, OBSERVED, PLAN_REFUSED),
        row(ExpansionStatus.PLANNED, REQUESTED, OBSERVED, PLANNED_ONLY),
        row(ExpansionStatus.AWAITING_APPROVAL, REQUESTED, OBSERVED, PLANNED),
        row(ExpansionStatus.PROVISIONING, REQUESTED, OBSERVED, PLANNED, APPROVED),
        row(ExpansionStatus.PROVISIONING, REQUESTED, OBSERVED, PLANNED_AUTOMATICALLY),
        row(ExpansionStatus.INSTALLING, REQUESTED, OBSERVED, PLANNED, APPROVED, PROVISIONED),
        row(ExpansionStatus.SYNCHRONIZING, REQUESTED, PROVISIONED, INSTALLED),
        row(ExpansionStatus.VERIFYING, REQUESTED, INSTALLED, VERIFY_SEEN),
        row(ExpansionStatus.PROMOTING, REQUESTED, INSTALLED, VERIFY_SEEN, PROMOTE_SEEN),
        row(ExpansionStatus.COMPLETED, REQUESTED, INSTALLED, COMPLETED),
        // the abort came too late: what is proven wins
        row(ExpansionStatus.COMPLETED, REQUESTED, INSTALLED, ABORTED, COMPLETED),
        row(ExpansionStatus.COMPLETED, REQUESTED, INSTALLED, ATTENTION, COMPLETED),
        row(ExpansionStatus.ROLLING_BACK, REQUESTED, INSTALLED, ABORTED),
        row(ExpansionStatus.ROLLING_BACK, REQUESTED, ABORTED, MEMBER_REMOVED, BINARIES_REMOVED),
        row(ExpansionStatus.ROLLED_BACK, REQUESTED, ABORTED, MEMBER_REMOVED, RELEASED),
        // topics are not ordered among each other: the end waits for its cause
        row(ExpansionStatus.ROLLING_BACK, REQUESTED, MEMBER_REMOVED, RELEASED),
        row(ExpansionStatus.ROLLED_BACK, REQUESTED, RELEASED, ABORTED),
        // the first of several ends decides
        row(ExpansionStatus.PLANNED, REQUESTED, PLANNED_ONLY, ABORTED),
        row(ExpansionStatus.ROLLING_BACK, REQUESTED, ABORTED, PLAN_REFUSED),
        row(ExpansionStatus.REJECTED, REQUESTED, PLAN_REFUSED, ABORTED),
        row(ExpansionStatus.NEEDS_ATTENTION, REQUESTED, INSTALLED, ATTENTION),
        row(ExpansionStatus.SYNCHRONIZING, REQUESTED, INSTALLED, ATTENTION, ATTENTION_RESOLVED),
        row(ExpansionStatus.NEEDS_ATTENTION, REQUESTED, ABORTED, ATTENTION),
        row(ExpansionStatus.ROLLING_BACK, REQUESTED, ABORTED, ATTENTION, ATTENTION_RESOLVED),
        row(ExpansionStatus.ROLLED_BACK, REQUESTED, ABORTED, ATTENTION, RELEASED));
  }

  private static Arguments row(ExpansionStatus status, Happening.Kind... kinds) {
    return Arguments.of(status, List.of(kinds));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void theStatusFollowsFromWhatHappened(ExpansionStatus status, List<Happening.Kind> kinds) {
    // When
    ExpansionProjection life = ExpansionProjection.of(happenings(kinds), List.of());

    // Then
    assertThat(life.status()).isEqualTo(status);
    boolean failed = status == ExpansionStatus.REJECTED || status == ExpansionStatus.ROLLED_BACK;
    if (failed) {
      assertThat(life.failure()).isNotNull();
    }
    if (status == ExpansionStatus.COMPLETED) {
      assertThat(life.failure()).isNull();
    }
  }

  @Test
  void forwardFactsGiveTheSameStatusInWhateverOrderTopicsDeliverThem() {
    // Given
    List<Happening> all =
        happenings(
            List.of(REQUESTED, OBSERVED, PLANNED, APPROVED, PROVISIONED, INSTALLED, VERIFY_SEEN));
    Random seeded = new Random(4);

    for (int i = 0; i < 50; i++) {
      // When
      List<Happening> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, seeded);

      // Then
      assertThat(ExpansionProjection.of(shuffled, List.of()).status())
          .isEqualTo(ExpansionStatus.VERIFYING);
    }
  }

  @Test
  void theFirstCauseWins() {
    // Given
    Cause first = new Cause("install", "HOST_TOO_SMALL", "too small", "use a larger one");
    Cause second = new Cause("install", "CANCELLED", "cancelled", "nothing");

    // When
    ExpansionProjection life =
        ExpansionProjection.of(
            List.of(
                Happening.of(REQUESTED, START),
                Happening.of(ABORTED, START, first),
                Happening.of(ABORTED, START, second)),
            List.of());

    // Then
    assertThat(life.failure()).isEqualTo(first);
    assertThat(life.cancellationRequested()).isTrue();
  }

  @Test
  void stepsAreDoneRunningFailedAndUndone() {
    // When
    ExpansionProjection life =
        ExpansionProjection.of(
            happenings(
                List.of(
                    REQUESTED,
                    OBSERVED,
                    PLANNED,
                    APPROVED,
                    PROVISIONED,
                    INSTALLED,
                    ABORTED,
                    MEMBER_REMOVED,
                    BINARIES_REMOVED)),
            List.of());

    // Then
    assertThat(life.steps().stream().map(step -> step.name() + " " + step.status()))
        .containsExactly(
            "observe DONE",
            "plan DONE",
            "approve DONE",
            "provision DONE",
            "install UNDONE",
            "synchronize FAILED",
            "verify PENDING",
            "promote PENDING");
  }

  @Test
  void measuredTimesReplaceWhatWasSeenFromHere() {
    // Given
    StepSpan span = new StepSpan(StepName.VERIFY, START.plusSeconds(100), START.plusSeconds(160));

    // When
    ExpansionProjection life =
        ExpansionProjection.of(
            happenings(
                List.of(
                    REQUESTED,
                    Happening.Kind.OBSERVED,
                    Happening.Kind.PLANNED_AUTOMATICALLY,
                    Happening.Kind.PROVISIONED,
                    INSTALLED,
                    COMPLETED)),
            List.of(span));

    // Then
    ExpansionStep verify =
        life.steps().stream().filter(s -> s.name().equals("verify")).findFirst().orElseThrow();
    assertThat(Objects.requireNonNull(verify.startedAt())).isEqualTo(span.startedAt());
    assertThat(life.steps()).noneMatch(step -> step.status() == StepStatus.RUNNING);
  }

  private static List<Happening> happenings(List<Happening.Kind> kinds) {
    List<Happening> all = new ArrayList<>();
    for (Happening.Kind kind : kinds) {
      Instant at = START.plusSeconds(all.size());
      all.add(Happening.of(kind, at, new Cause("install", kind.name(), "why", "what to do")));
    }
    return all;
  }
}
