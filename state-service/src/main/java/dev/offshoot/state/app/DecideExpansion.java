package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.PlanApproved;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.domain.ExpansionProjection;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.ExpansionStep;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import dev.offshoot.state.domain.StepStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Approves and cancels: decides whether that is still possible, and records it in the journal,
 * where exactly one of approval in time, expiry and abort comes first.
 */
public final class DecideExpansion {

  private final ExpansionJournal journals;
  private final InstantSource clock;

  /** With these ports. */
  public DecideExpansion(ExpansionJournal journals, InstantSource clock) {
    this.journals = journals;
    this.clock = clock;
  }

  /** Approves the plan with this digest. */
  public Outcome<String> approve(String id, String digest, String caller) {
    Optional<Journal> found = open(id);
    if (found.isEmpty()) {
      return Outcome.refused(unknown(id));
    }
    Journal journal = found.get();
    Optional<Problem> problem = againstApproval(journal, digest);
    if (problem.isPresent()) {
      return Outcome.refused(problem.get());
    }
    Instant now = clock.instant();
    PlanApproved approved = new PlanApproved(id, journal.deployment(), digest, caller, now);
    return journals.record(id, OwnEvents.approval(approved, now))
        ? Outcome.done(id)
        : Outcome.refused(over(id));
  }

  private Optional<Problem> againstApproval(Journal journal, String digest) {
    String id = journal.expansionId();
    String planned =
        JournalReading.plan(journal)
            .map(created -> created.plan().path("digest").asText())
            .orElse("");
    ExpansionStatus status = life(journal).status();
    if (planned.isEmpty()) {
      return Optional.of(
          new Problem(
              status.isOver() ? ProblemCode.EXPANSION_OVER : ProblemCode.NOT_AWAITING_APPROVAL,
              "Expansion " + id + " is " + status + " and has no plan to approve.",
              "See: offshoot expansion show " + id));
    }
    if (!planned.equals(digest)) {
      return Optional.of(
          new Problem(
              ProblemCode.PLAN_CHANGED,
              "The plan of expansion " + id + " has digest " + planned + ", not " + digest + ".",
              "Read the plan again, and approve it by its own digest."));
    }
    if (alreadyApproved(journal, digest)) {
      return Optional.empty();
    }
    if (status != ExpansionStatus.AWAITING_APPROVAL || journal.direction() != Direction.FORWARD) {
      return Optional.of(
          new Problem(
              ProblemCode.NOT_AWAITING_APPROVAL,
              "Expansion " + id + " is " + status + " and does not wait for approval.",
              "See: offshoot expansion show " + id));
    }
    Instant until = PlanValidity.until(journal);
    return clock.instant().isBefore(until)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                ProblemCode.PLAN_EXPIRED,
                "The plan of expansion " + id + " expired at " + until + ".",
                "Ask again: a fresh plan is made from a fresh observation."));
  }

  private static boolean alreadyApproved(Journal journal, String digest) {
    return JournalReading.first(journal, EventType.PLAN_APPROVED, PlanApproved.class)
        .filter(approved -> approved.planDigest().equals(digest))
        .isPresent();
  }

  /** Cancels; what was done is taken back by everybody in turn. */
  public Outcome<String> cancel(String id, String caller) {
    Optional<Journal> found = open(id);
    if (found.isEmpty()) {
      return Outcome.refused(unknown(id));
    }
    Journal journal = found.get();
    ExpansionProjection life = life(journal);
    DeploymentReference deployment =
        JournalReading.opening(journal).map(Opening::deployment).orElse(null);
    if (life.status().isOver() || deployment == null) {
      return Outcome.refused(over(id));
    }
    Cause cause =
        new Cause(
            running(life),
            ExpansionProjection.CANCELLED,
            "Cancelled by " + caller + ".",
            "Nothing to do: what was done is taken back.");
    ExpansionAborted aborted = new ExpansionAborted(id, deployment, cause, caller);
    return journals.record(id, OwnEvents.cancellation(aborted, clock.instant()))
        ? Outcome.done(id)
        : Outcome.refused(over(id));
  }

  private Optional<Journal> open(String id) {
    return journals.find(id).filter(journal -> JournalReading.opening(journal).isPresent());
  }

  private static ExpansionProjection life(Journal journal) {
    Projection projection = ProjectJournal.of(journal, null);
    return ExpansionProjection.of(projection.happenings(), projection.measured());
  }

  private static String running(ExpansionProjection life) {
    return life.steps().stream()
        .filter(step -> step.status() == StepStatus.RUNNING)
        .map(ExpansionStep::name)
        .reduce((earlier, later) -> later)
        .orElse("observe");
  }

  static Problem unknown(String id) {
    return new Problem(
        ProblemCode.UNKNOWN_EXPANSION,
        "There is no expansion " + id + ".",
        "See: offshoot expansion list");
  }

  private static Problem over(String id) {
    return new Problem(
        ProblemCode.EXPANSION_OVER,
        "Expansion " + id + " is over; nothing can be decided any more.",
        "See: offshoot expansion show " + id);
  }
}
