package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostLost;
import dev.offshoot.provisioner.domain.HostEnd;
import dev.offshoot.provisioner.domain.HostWork;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * Looks at the hosts that were made until the expansion is over: one that has ended ends the way
 * forward. On either way HostLost says which one is gone for good, so that nobody waits for its
 * agent. What a provider does not show is never taken for ended.
 */
final class WatchHosts {

  private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

  private final HostProviders providers;

  WatchHosts(HostProviders providers) {
    this.providers = providers;
  }

  Step step(StageContext context) {
    ProvisionState state = context.state(ProvisionState.class, () -> ProvisionState.NONE);
    boolean watched = false;
    for (HostWatch watch : providers.watches()) {
      List<HostWork> made = madeBy(watch.name(), state);
      if (made.isEmpty()) {
        continue;
      }
      watched = true;
      SortedMap<String, HostEnd> ends = watch.ended(made.stream().map(HostWork::id).toList());
      for (HostWork host : made) {
        HostEnd end = ends.get(host.id());
        if (end != null && (end.forGood() || isForward(context))) {
          return ended(context, state, host, end);
        }
      }
    }
    return watched ? Step.waiting(state, "watching the hosts", LOOKS_EVERY) : Step.idle();
  }

  private static List<HostWork> madeBy(String provider, ProvisionState state) {
    return state.hosts().stream()
        .filter(host -> host.provider().equals(provider))
        .filter(host -> host.status() == HostWork.Status.MADE)
        .toList();
  }

  private static boolean isForward(StageContext context) {
    return context.journal().direction() == Direction.FORWARD;
  }

  private static Step ended(
      StageContext context, ProvisionState state, HostWork host, HostEnd end) {
    ProvisionState after = end.forGood() ? state.lost(host) : state;
    List<Fact> said = end.forGood() ? List.of(lost(context, host, end)) : List.of();
    StepOutcome outcome =
        isForward(context)
            ? new StepOutcome.Failed(new Cause("provision", end.code(), end.detail(), end.remedy()))
            : new StepOutcome.Done();
    return new Step(outcome, after, said);
  }

  private static Fact lost(StageContext context, HostWork host, HostEnd end) {
    return new Fact(
        EventType.HOST_LOST,
        new HostLost(
            context.journal().expansionId(),
            context.journal().deployment(),
            host.id(),
            end.detail()));
  }
}
