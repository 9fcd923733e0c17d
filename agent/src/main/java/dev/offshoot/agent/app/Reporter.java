package dev.offshoot.agent.app;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.RunningMongod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps the latest report until installer-service has taken it; says nothing twice. */
final class Reporter {

  private final InstallerService service;
  private final Host host;
  private final AgentMemory memory;
  private @Nullable AgentReport undelivered;
  private String last = "";

  Reporter(InstallerService service, Host host, AgentMemory memory) {
    this.memory = memory;
    this.service = service;
    this.host = host;
  }

  void report(GoalState goal, Outcome outcome) {
    switch (outcome) {
      case Outcome.Reached(AgentStatus status, String detail, RunningMongod mongod) ->
          say(goal, status, detail, null, mongod);
      case Outcome.Stepped(String detail) -> say(goal, AgentStatus.WORKING, detail, null, null);
      case Outcome.Awaiting(String detail) -> say(goal, AgentStatus.WORKING, detail, null, null);
      case Outcome.Trying(AgentFailure failure) ->
          say(goal, AgentStatus.WORKING, failure.detail(), failure, null);
      case Outcome.Impossible(AgentFailure failure) ->
          say(goal, AgentStatus.FAILED, failure.detail(), failure, null);
    }
  }

  void refused(GoalState goal, long followed) {
    String detail =
        "goal generation "
            + goal.generation()
            + " is lower than "
            + followed
            + ", which is followed";
    say(
        goal,
        AgentStatus.GOAL_REFUSED,
        detail,
        new AgentFailure("GOAL_REFUSED", detail, "issue the goal with a higher generation"),
        null);
  }

  /** Tries to deliver what is left; answers whether nothing is. */
  boolean deliver() {
    if (undelivered != null && service.report(undelivered)) {
      undelivered = null;
    }
    return undelivered == null;
  }

  private void say(
      GoalState goal,
      AgentStatus status,
      String detail,
      @Nullable AgentFailure failure,
      @Nullable RunningMongod mongod) {
    String said = goal.generation() + " " + status + " " + detail;
    if (said.equals(last)) {
      return;
    }
    last = said;
    host.log(goal.goal().kind() + " " + said);
    undelivered =
        new AgentReport(
            goal.generation(),
            goal.goal().kind(),
            status,
            detail,
            failure,
            mongod,
            host.profile(),
            at());
  }

  /**
   * Always after the last one, also when the host's clock was set back and the agent started again
   * since: the latest wins, whatever comes late. Times are kept to the millisecond.
   */
  private Instant at() {
    Instant last = memory.reportedAt();
    Instant now = host.now();
    Instant at =
        last != null && now.toEpochMilli() <= last.toEpochMilli() ? last.plusMillis(1) : now;
    memory.rememberReport(at);
    return at;
  }
}
