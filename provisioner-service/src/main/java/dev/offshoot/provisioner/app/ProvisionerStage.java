package dev.offshoot.provisioner.app;

import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;

/** The stage: makes hosts going forward, releases them going back. */
public final class ProvisionerStage implements Stage {

  /** Name of the service. */
  public static final String NAME = "provisioner-service";

  private final ProvisionHosts forward;
  private final ReleaseHosts back;

  /**
   * @param providers who makes hosts
   * @param tokens one-time tokens of the hosts' agents
   * @param template the user-data with its places left open, see {@code user-data.sh}
   * @param progress hears how far it is
   */
  public ProvisionerStage(
      HostProviders providers, EnrolmentTokens tokens, String template, Progress progress) {
    HostRequests requests = new HostRequests(tokens, template);
    this.forward = new ProvisionHosts(providers, tokens, requests, progress);
    this.back = new ReleaseHosts(providers, requests, progress);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step(StageContext context) {
    return switch (context.journal().direction()) {
      case FORWARD -> forward.step(context);
      case BACK -> back.step(context);
      case CLOSED -> Step.idle();
    };
  }
}
