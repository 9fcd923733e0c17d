package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.PlanApproved;
import dev.offshoot.contracts.StateObserved;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.StepOutcome;
import dev.offshoot.state.domain.ExpansionProjection;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the story of every expansion: observes the set once and publishes what it saw, passes on
 * what people decided, writes down every fact it hears, and closes the expansion when it is over
 * and its hosts are known. The removal of a host has a journal of its own.
 */
public final class StateStage implements Stage {

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

  private final ExpansionRecorder recorder;
  private final ObserveDeployment observe;
  private final KeepRemoval removal;

  /** With these. */
  public StateStage(ExpansionRecorder recorder, ObserveDeployment observe) {
    this.recorder = recorder;
    this.observe = observe;
    this.removal = new KeepRemoval(recorder);
  }

  /**
   * What the stage remembers.
   *
   * @param refused why it was refused after its journal was opened
   * @param ended whether the end was written down
   * @param lookedAfter whether the set was observed after the end
   * @param recorded how much of the journal was written down
   */
  record State(@Nullable Happening refused, boolean ended, boolean lookedAfter, int recorded) {

    static final State FRESH = new State(null, false, false, 0);

    State withRefused(Happening why) {
      return new State(why, ended, lookedAfter, recorded);
    }

    State afterEnd() {
      return new State(refused, true, lookedAfter, recorded);
    }

    State afterLook() {
      return new State(refused, ended, true, recorded);
    }

    State withRecorded(int heard) {
      return new State(refused, ended, lookedAfter, heard);
    }
  }

  /** What one step knows. */
  private record Situation(
      StageContext context,
      Opening opening,
      State state,
      Projection projection,
      ExpansionProjection life) {

    Journal journal() {
      return context.journal();
    }
  }

  @Override
  public String name() {
    return "state-service";
  }

  @Override
  public boolean keepsLateFacts() {
    return true;
  }

  @Override
  public Step step(StageContext context) {
    Journal journal = context.journal();
    Optional<Opening> opening = JournalReading.opening(journal);
    if (opening.isEmpty()) {
      return PublishOffer.isDue(context) ? PublishOffer.step(context) : removal.step(context);
    }
    State state = context.state(State.class, () -> State.FRESH);
    Projection projection = ProjectJournal.of(journal, state.refused());
    ExpansionProjection life =
        ExpansionProjection.of(projection.happenings(), projection.measured());
    Situation now = new Situation(context, opening.get(), state, projection, life);
    if (journal.direction() == Direction.CLOSED) {
      return end(now);
    }
    if (life.status().isOver()) {
      return lacksHosts(now) ? idle(written(now).state()) : end(now);
    }
    return next(written(now));
  }

  /** Topics have no common order: the end may be near before it was heard that a host was made. */
  private static boolean lacksHosts(Situation now) {
    return now.life().status() == ExpansionStatus.COMPLETED
        && !now.journal().hasSaid(EventType.EXPANSION_CLOSED)
        && HostsFromJournal.areAwaited(now.journal());
  }

  private Situation written(Situation now) {
    int heard = ExpansionRecorder.heard(now.journal());
    if (now.state().recorded() == heard) {
      return now;
    }
    recorder.record(now.journal(), now.projection(), false);
    State state = now.state().withRecorded(heard);
    return new Situation(now.context(), now.opening(), state, now.projection(), now.life());
  }

  private Step next(Situation now) {
    Journal journal = now.journal();
    boolean forward = journal.direction() == Direction.FORWARD;
    if (forward && !journal.hasSaid(EventType.STATE_OBSERVED)) {
      return observed(now);
    }
    if (forward
        && journal.first(EventType.PLAN_APPROVED).isPresent()
        && !journal.hasSaid(EventType.PLAN_APPROVED)) {
      return passOn(now, EventType.PLAN_APPROVED, PlanApproved.class);
    }
    if (JournalReading.cancelledFirst(journal) && !journal.hasSaid(EventType.EXPANSION_ABORTED)) {
      return passOn(now, EventType.EXPANSION_ABORTED, ExpansionAborted.class);
    }
    if (forward && now.life().status() == ExpansionStatus.AWAITING_APPROVAL) {
      return untilApproved(now);
    }
    return idle(now.state());
  }

  private Step observed(Situation now) {
    DeploymentReference deployment = now.opening().deployment();
    if (deployment == null) {
      throw new IllegalStateException(
          "expansion " + now.journal().expansionId() + " was opened without a deployment");
    }
    ObserveDeployment.Observed seen = observe.observe(deployment);
    Cause foreign = seen.foreign();
    if (foreign != null) {
      Happening refused = Happening.of(Happening.Kind.REFUSED, now.context().now(), foreign);
      return Step.done(now.state().withRefused(refused));
    }
    return Step.done(
        now.state(),
        new Fact(
            EventType.STATE_OBSERVED,
            new StateObserved(
                now.journal().expansionId(),
                deployment,
                now.opening().request(),
                seen.observation(),
                now.opening().requestedBy())));
  }

  /** What a person decided was recorded first; here it becomes a fact for everybody. */
  private static <T extends Record> Step passOn(Situation now, EventType type, Class<T> as) {
    T decided = JournalReading.first(now.journal(), type, as).orElseThrow();
    return Step.done(now.state(), new Fact(type, decided));
  }

  private static Step untilApproved(Situation now) {
    Instant expiry = PlanValidity.until(now.journal());
    Duration left = Duration.between(now.context().now(), expiry);
    if (left.isPositive()) {
      Duration look = left.compareTo(LONGEST_LOOK) < 0 ? left : LONGEST_LOOK;
      return Step.waiting(now.state(), "approval of the plan", look);
    }
    return Step.failed(
        now.state(),
        new Cause(
            "approve",
            "PLAN_EXPIRED",
            "The plan was not approved before " + expiry + ".",
            "Ask again: a fresh plan is made from a fresh observation."));
  }

  private Step end(Situation now) {
    Journal journal = now.journal();
    State state = now.state();
    boolean closed = journal.direction() == Direction.CLOSED;
    if (!closed && !journal.hasSaid(EventType.EXPANSION_CLOSED)) {
      return Step.done(state, new Fact(EventType.EXPANSION_CLOSED, closing(now)));
    }
    if (!state.ended()) {
      recorder.record(journal, now.projection(), true);
      State ended = state.afterEnd();
      return closed ? Step.done(ended) : idle(ended);
    }
    boolean completed = now.life().status() == ExpansionStatus.COMPLETED;
    DeploymentReference deployment = now.opening().deployment();
    if (closed && completed && !state.lookedAfter() && deployment != null) {
      var unused = observe.observe(deployment);
      return idle(state.afterLook());
    }
    return idle(state);
  }

  private static ExpansionClosed closing(Situation now) {
    Cause failure = now.life().failure();
    return new ExpansionClosed(
        now.journal().expansionId(),
        now.journal().deployment(),
        now.life().status().name(),
        failure == null ? null : failure.code(),
        failure == null ? null : failure.detail(),
        failure == null ? null : failure.remedy());
  }

  private static Step idle(State state) {
    return new Step(new StepOutcome.Idle(), state, List.of());
  }
}
