package dev.offshoot.installer.app;

import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;

/**
 * The stage: hosts forward to BinariesInstalled, back to BinariesRemoved, and settled when the
 * member lasts. Says of what is left of a host whether it holds data. Sees agents leave the
 * machines of people who want them for themselves.
 */
public final class InstallStage implements Stage {

  /** Name of the service. */
  public static final String NAME = "installer-service";

  private final InstallForward forward;
  private final InstallBack back;
  private final SettleHosts settle;
  private final FindLeftoverEmpty leftover;
  private final DetachMachine detach;

  /** On these ports, with the usual patience, where members have no agents. */
  public InstallStage(Agents agents, Secrets secrets, Progress progress) {
    this(agents, MemberAgents.NONE, secrets, progress, Patience.USUAL);
  }

  /** On these ports. */
  public InstallStage(
      Agents agents,
      MemberAgents memberAgents,
      Secrets secrets,
      Progress progress,
      Patience patience) {
    this.forward =
        new InstallForward(
            new HostForward(agents, patience),
            new MembersReach(memberAgents),
            agents,
            secrets,
            progress);
    this.back = new InstallBack(agents);
    this.settle = new SettleHosts(agents);
    this.leftover = new FindLeftoverEmpty(agents);
    this.detach = new DetachMachine(agents);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step(StageContext context) {
    return switch (context.journal().direction()) {
      case FORWARD -> settle.isDue(context) ? settle.step(context) : forward.step(context);
      case BACK -> back(context);
      case CLOSED -> settle.isDue(context) ? settle.step(context) : Step.idle();
    };
  }

  private Step back(StageContext context) {
    if (detach.isDue(context)) {
      return detach.step(context);
    }
    return leftover.isDue(context) ? leftover.step(context) : back.step(context);
  }
}
