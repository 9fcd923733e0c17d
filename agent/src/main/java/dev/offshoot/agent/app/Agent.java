package dev.offshoot.agent.app;

import dev.offshoot.agent.app.InstallerService.EnrolmentOutcome;
import dev.offshoot.agent.app.InstallerService.GoalAnswer;
import dev.offshoot.agent.domain.Backoff;
import dev.offshoot.agent.domain.GoalDecision;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.Problem;
import dev.offshoot.agent.protocol.ReachOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The agent's one loop: enrol, then look at the goal, do a step, report. Waiting between tries is
 * the long poll itself, so a new goal interrupts it, and there is one connection. No failed call
 * ends it; it ends when its work is over, when its token belongs to another key, or when it is
 * asked to.
 */
public final class Agent {

  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration WATCHING = Duration.ofSeconds(5);
  private static final Duration AWAITING = Duration.ofMillis(100);

  private final InstallerService service;
  private final Host host;
  private final AgentMemory memory;
  private final GoalFollower follower;
  private final Reporter reporter;
  private final ReachDuty reach;
  private @Nullable GoalState current;
  private boolean resting;
  private @Nullable End over;
  private int goalFailures;
  private int serviceFailures;

  /** Runs on these ports. */
  public Agent(InstallerService service, Host host, AgentMemory memory, GoalFollower follower) {
    this.service = service;
    this.host = host;
    this.memory = memory;
    this.follower = follower;
    this.reporter = new Reporter(service, host, memory);
    this.reach = new ReachDuty(service, host, follower.reachTest());
  }

  /** How it ended. */
  public enum End {
    /** The host's work is over. */
    DONE,
    /** The machine is its owner's alone: what is the agent's own is to be deleted, not mongod. */
    LEFT,
    /** The token belongs to another key or has ended. */
    REFUSED,
    /** It was asked to end; mongod goes on. */
    ASKED
  }

  /** Runs until there is a reason to end. */
  public End run() {
    if (memory.ended()) {
      return End.DONE;
    }
    EnrolmentOutcome enrolment = enrol();
    if (!(enrolment instanceof EnrolmentOutcome.Enrolled)) {
      return enrolment instanceof EnrolmentOutcome.Refused ? End.REFUSED : End.ASKED;
    }
    if (memory.generation() == 0) {
      reporter.report(
          new GoalState(0, new Goal.Profile()),
          new Outcome.Reached(AgentStatus.PROFILED, "enrolled", null));
    }
    while (!host.ending()) {
      End end = round();
      if (end == End.DONE) {
        memory.end();
      }
      if (end != null) {
        return end;
      }
    }
    return End.ASKED;
  }

  private EnrolmentOutcome enrol() {
    int tries = 0;
    EnrolmentOutcome outcome = service.enrol();
    while (outcome instanceof EnrolmentOutcome.NotYet(String reason) && !host.ending()) {
      tries++;
      host.log("not enrolled yet: " + reason);
      host.pause(Backoff.after(tries));
      outcome = service.enrol();
    }
    host.log(
        outcome instanceof EnrolmentOutcome.Refused(String reason)
            ? "refused: " + reason
            : "enrolled");
    return outcome;
  }

  /** One round; how it ended when the host's work is over and that has been reported. */
  private @Nullable End round() {
    if (!reporter.deliver()) {
      silent("a report was not taken");
      return null;
    }
    if (over != null) {
      return over;
    }
    ask();
    if (current != null && over == null) {
      follow(current);
    }
    return null;
  }

  private void ask() {
    long known = current == null ? -1 : current.generation();
    switch (service.goal(known, patience(), reach.over())) {
      case GoalAnswer.Offered(GoalState goal) -> take(goal);
      case GoalAnswer.Asked(ReachOrder order) -> {
        serviceFailures = 0;
        reach.look(order);
      }
      case GoalAnswer.Unchanged() -> serviceFailures = 0;
      case GoalAnswer.NoAnswer(String reason) -> silent(reason);
      case GoalAnswer.Unknown(String reason) -> unknown(reason);
    }
  }

  /** Who said that it leaves is revoked then: it was heard, whether it learnt that or not. */
  private void unknown(String reason) {
    if (follower.isLeaving() && reason.contains(Problem.CERTIFICATE_REVOKED)) {
      over = End.LEFT;
    } else {
      silent(reason);
    }
  }

  private Duration patience() {
    if (current == null) {
      return LONG_POLL;
    }
    if (resting) {
      return current.goal() instanceof Goal.RunMongod ? WATCHING : LONG_POLL;
    }
    return goalFailures > 0 ? Backoff.after(goalFailures) : Duration.ZERO;
  }

  private void take(GoalState goal) {
    long followed = memory.generation();
    switch (GoalDecision.evaluate(goal.generation(), followed)) {
      case REFUSE -> {
        reporter.refused(goal, followed);
        reporter.deliver();
        serviceFailures++;
        host.pause(Backoff.after(serviceFailures));
      }
      case FOLLOW_NEW -> {
        memory.remember(goal.generation());
        begin(goal);
      }
      case FOLLOW_AGAIN -> begin(goal);
    }
  }

  private void begin(GoalState goal) {
    current = goal;
    resting = false;
    goalFailures = 0;
    serviceFailures = 0;
  }

  private void silent(String reason) {
    serviceFailures++;
    host.log("no answer from installer-service: " + reason);
    host.pause(Backoff.after(serviceFailures));
  }

  private void follow(GoalState goal) {
    if (resting) {
      watch(goal);
      return;
    }
    Outcome outcome = look(goal);
    reporter.report(goal, outcome);
    goalFailures = outcome instanceof Outcome.Trying ? goalFailures + 1 : 0;
    switch (outcome) {
      case Outcome.Reached(AgentStatus status, _, _) -> {
        resting = true;
        over = end(goal.goal(), status);
      }
      case Outcome.Impossible _ -> resting = true;
      case Outcome.Awaiting _ -> host.pause(AWAITING);
      case Outcome.Stepped _, Outcome.Trying _ -> {}
    }
  }

  /** A machine that was there before waits for its next member. */
  private static @Nullable End end(Goal goal, AgentStatus status) {
    return switch (status) {
      case REMOVED ->
          goal instanceof Goal.RemoveMongod remove && remove.staysOn() ? null : End.DONE;
      case LEFT -> End.LEFT;
      default -> null;
    };
  }

  /**
   * An agent that ended could not even say what is wrong: the unexpected is reported and tried
   * again.
   */
  private Outcome look(GoalState goal) {
    try {
      return follower.look(goal.goal());
    } catch (RuntimeException e) {
      return Outcome.trying(
          "AGENT_ERROR",
          "the agent came upon something unexpected: " + e,
          "report this; the agent goes on trying");
    }
  }

  /**
   * A lasting member's mongod is started again when it has ended; before that its end is only
   * reported.
   */
  private void watch(GoalState goal) {
    Outcome event = follower.watch(goal.goal());
    if (event != null) {
      reporter.report(goal, event);
      resting = !(goal.goal() instanceof Goal.SettleMongod);
    }
  }
}
