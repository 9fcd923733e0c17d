package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Journal;

/** The stage: makes hosts going forward, watches them, releases them going back. */
public final class ProvisionerStage implements Stage {

  /** Name of the service. */
  public static final String NAME = "provisioner-service";

  private final ProvisionHosts forward;
  private final ReleaseHosts back;
  private final WatchHosts watch;

  /** With the usual limits. */
  public ProvisionerStage(
      HostProviders providers, EnrolmentTokens tokens, String template, Progress progress) {
    this(providers, tokens, template, progress, Limits.USUAL);
  }

  /**
   * @param providers who makes hosts
   * @param tokens one-time tokens of the hosts' agents
   * @param template the user-data with its places left open, see {@code user-data.sh}
   * @param progress hears how far it is
   * @param limits how long things may take
   */
  public ProvisionerStage(
      HostProviders providers,
      EnrolmentTokens tokens,
      String template,
      Progress progress,
      Limits limits) {
    HostRequests requests = new HostRequests(tokens, template);
    this.forward = new ProvisionHosts(providers, tokens, requests, progress, limits);
    this.back = new ReleaseHosts(providers, requests, progress);
    this.watch = new WatchHosts(providers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step(StageContext context) {
    Journal journal = context.journal();
    return switch (journal.direction()) {
      case FORWARD ->
          journal.hasSaid(EventType.RESOURCE_PROVISIONED)
              ? watch.step(context)
              : forward.step(context);
      case BACK ->
          journal.first(EventType.BINARIES_REMOVED).isEmpty()
              ? watch.step(context)
              : back.step(context);
      case CLOSED -> Step.idle();
    };
  }
}
