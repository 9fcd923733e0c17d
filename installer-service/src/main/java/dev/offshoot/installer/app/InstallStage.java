package dev.offshoot.installer.app;

import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;

/**
 * The stage: hosts forward to BinariesInstalled, back to BinariesRemoved, and settled when the
 * member lasts.
 */
public final class InstallStage implements Stage {

  /** Name of the service. */
  public static final String NAME = "installer-service";

  private final InstallForward forward;
  private final InstallBack back;
  private final SettleHosts settle;

  /** On these ports. */
  public InstallStage(Agents agents, Secrets secrets, Progress progress) {
    this.forward = new InstallForward(agents, secrets, progress);
    this.back = new InstallBack(agents);
    this.settle = new SettleHosts(agents);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step(StageContext context) {
    return switch (context.journal().direction()) {
      case FORWARD -> settle.isDue(context) ? settle.step(context) : forward.step(context);
      case BACK -> back.step(context);
      case CLOSED -> settle.isDue(context) ? settle.step(context) : Step.idle();
    };
  }
}
