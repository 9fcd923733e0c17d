package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.InstallState;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Direction;

/** Once the member lasts, its host is told so; agents stay. */
final class SettleHosts {

  private final Agents agents;

  SettleHosts(Agents agents) {
    this.agents = agents;
  }

  boolean isDue(StageContext context) {
    ResourceProvisioned provisioned = Heard.provisioned(context.journal()).orElse(null);
    if (provisioned == null || Heard.state(context, provisioned).settled()) {
      return false;
    }
    if (context.journal().direction() == Direction.FORWARD) {
      return context.journal().first(EventType.SYNC_COMPLETED).isPresent();
    }
    return Heard.first(context.journal(), EventType.EXPANSION_CLOSED, ExpansionClosed.class)
        .filter(closed -> closed.outcome().equals("COMPLETED"))
        .isPresent();
  }

  Step step(StageContext context) {
    ResourceProvisioned provisioned = Heard.provisioned(context.journal()).orElseThrow();
    InstallState state = Heard.state(context, provisioned);
    for (HostWork host : state.hosts()) {
      var unused =
          agents.issue(
              host.agent(),
              host.generation(Generations.SETTLE),
              new Agents.StoredGoal(new Goal.SettleMongod(), null));
    }
    return Step.done(state.afterSettling());
  }
}
