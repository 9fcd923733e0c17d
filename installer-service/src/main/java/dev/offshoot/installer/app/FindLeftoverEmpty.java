package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.LeftoverFoundEmpty;
import dev.offshoot.contracts.LeftoverRemovalRequested;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.installer.domain.LeftoverDataDecision;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says whether what is left of a host holds data, by the last word of its agent. It tells nobody to
 * do anything: a leftover of which that is not known stays.
 */
final class FindLeftoverEmpty {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Agents agents;

  FindLeftoverEmpty(Agents agents) {
    this.agents = agents;
  }

  boolean isDue(StageContext context) {
    return context.journal().first(EventType.LEFTOVER_REMOVAL_REQUESTED).isPresent();
  }

  Step step(StageContext context) {
    if (context.journal().hasSaid(EventType.LEFTOVER_FOUND_EMPTY)) {
      return Step.idle();
    }
    Cause refused = context.journal().attention();
    if (refused != null) {
      // Whoever asked was told no: it must not lie in wait until that changes.
      return Step.held(InstallState.empty(), refused, LONGEST);
    }
    ReceivedEvent heard =
        context.journal().first(EventType.LEFTOVER_REMOVAL_REQUESTED).orElseThrow();
    LeftoverRemovalRequested asked =
        ContractJson.read(heard.json(), LeftoverRemovalRequested.class);
    String host = asked.hostRequestId();
    return switch (LeftoverDataDecision.of(
        host, agents.find(host).map(FindLeftoverEmpty::lastWord), asked.agentsGone())) {
      case LeftoverDataDecision.Keep(String code, String detail, String remedy) ->
          Step.held(InstallState.empty(), new Cause("install", code, detail, remedy), LONGEST);
      case LeftoverDataDecision.Empty() ->
          Step.done(
              InstallState.empty(),
              new Fact(
                  EventType.LEFTOVER_FOUND_EMPTY,
                  new LeftoverFoundEmpty(
                      asked.expansionId(), asked.deployment(), host, asked.checkedAt())));
    };
  }

  private static LeftoverDataDecision.LastWord lastWord(Agents.Known agent) {
    AgentReport report = agent.report();
    return new LeftoverDataDecision.LastWord(
        agent.revoked(),
        agent.publicKey() != null,
        report != null,
        report != null && report.status() == AgentStatus.REMOVED && !keptData(agent.goal()));
  }

  /** The files of a member may have been set aside instead of deleted. */
  private static boolean keptData(Agents.@Nullable StoredGoal told) {
    return told != null && told.goal() instanceof Goal.RemoveMongod removal && removal.keepData();
  }
}
