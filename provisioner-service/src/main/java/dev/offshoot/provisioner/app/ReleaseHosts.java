package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.HostWork;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * Going back: only once BinariesRemoved was heard, releases every host that may exist, looks again,
 * and publishes ResourceReleased, also when there was none. Hosts that another piece of work made
 * are released by their names, when a person gave them back.
 */
final class ReleaseHosts {

  static final Duration ASKS_AFTER = Duration.ofMinutes(10);
  static final Duration LOOKS_AGAIN_AFTER = Duration.ofSeconds(5);

  private final HostProviders providers;
  private final Progress progress;
  private final HostRequests requests;
  private final ReleaseNamedHosts named;

  /** As long as a cloud may take to show what was made. */
  static final Duration SHOWS_WITHIN = Duration.ofMinutes(1);

  ReleaseHosts(HostProviders providers, HostRequests requests, Progress progress) {
    this.providers = providers;
    this.requests = requests;
    this.progress = progress;
    this.named = new ReleaseNamedHosts(providers);
  }

  Step step(StageContext context) {
    Optional<ReceivedEvent> trigger = context.journal().first(EventType.BINARIES_REMOVED);
    if (trigger.isEmpty() || context.journal().hasSaid(EventType.RESOURCE_RELEASED)) {
      return Step.idle();
    }
    boolean madeHere = context.journal().first(EventType.PLAN_CREATED).isPresent();
    BinariesRemoved removed = ContractJson.read(trigger.get().json(), BinariesRemoved.class);
    if (!madeHere && !removed.hostRequestIds().isEmpty()) {
      return named.step(context, removed.deployment(), removed.hostRequestIds());
    }
    ProvisionState state = context.state(ProvisionState.class, () -> ProvisionState.NONE);
    return state
        .nextToRelease()
        .map(host -> release(context, state, host))
        .orElseGet(() -> released(removed, state));
  }

  private Step release(StageContext context, ProvisionState state, HostWork host) {
    Optional<HostProvider> provider = providers.named(host.provider());
    if (provider.isEmpty()) {
      return Step.held(state, unreleasable(host, "it is not set up here"), LOOKS_AGAIN_AFTER);
    }
    context.intend(state, HostProvider.DEADLINE);
    progress.say(
        context.journal().expansionId(),
        context.journal().deployment(),
        "releasing host " + host.id());
    return switch (provider.get().release(host.id(), call(host))) {
      case Released.CallFound(String reference) ->
          Step.done(state.made(host, reference).nextTurn());
      case Released.CallRepeated _ -> Step.done(state.repeated(host).nextTurn());
      case Released.Gone() -> lookedAgain(context, state, host, provider.get());
      case Released.NotYet(String reason) -> notYet(context, state.nextTurn(), host, reason);
      case Released.InUse(String detail) ->
          Step.held(state.nextTurn(), inUse(detail), LOOKS_AGAIN_AFTER);
    };
  }

  /** An open create call is resolved before anything is said to be gone. */
  private CreateCall call(HostWork host) {
    return host.mayHaveOpenCall()
        ? new CreateCall.MayBeOpen(requests.of(host).orElse(null))
        : new CreateCall.Settled();
  }

  private static Step lookedAgain(
      StageContext context, ProvisionState state, HostWork host, HostProvider provider) {
    return switch (provider.find(host.id())) {
      case Found.Absent() -> absent(context, state, host);
      case Found.Present present ->
          notYet(context, state, host, "host " + present.host().reference() + " is still there");
      case Found.Unknown(String reason) -> notYet(context, state, host, reason);
    };
  }

  /** What a call made that was repeated since may show up late: it is looked for a while. */
  private static Step absent(StageContext context, ProvisionState state, HostWork host) {
    ProvisionState looked = state.looked(context.now());
    return host.status() == HostWork.Status.REPEATED && !looked.waited().exceeds(SHOWS_WITHIN)
        ? Step.waiting(
            looked.nextTurn(), "host " + host.id() + " is looked for again", looked.pause())
        : Step.done(state.gone(host));
  }

  /** Nobody gives up on the way back: past the limit a person is told, and it goes on. */
  private static Step notYet(
      StageContext context, ProvisionState state, HostWork host, String reason) {
    ProvisionState looked = state.looked(context.now());
    return looked.waited().exceeds(ASKS_AFTER)
        ? Step.held(looked, unreleasable(host, reason), LOOKS_AGAIN_AFTER)
        : Step.waiting(looked, reason, looked.pause());
  }

  static Cause inUse(String detail) {
    return new Cause(
        "provision",
        "HOST_IN_USE",
        detail,
        "End what still runs there once it is no member of the set; the host is then released by"
            + " itself.");
  }

  private static Cause unreleasable(HostWork host, String reason) {
    return unreleasable("provider " + host.provider(), host.id(), reason);
  }

  static Cause unreleasable(String who, String id, String reason) {
    return new Cause(
        "provision",
        "HOST_NOT_RELEASED",
        who + " did not release host " + id + ": " + reason,
        "See what the provider says; it is tried again until nothing is left.");
  }

  private static Step released(BinariesRemoved removed, ProvisionState state) {
    return Step.done(
        state,
        new Fact(
            EventType.RESOURCE_RELEASED,
            new ResourceReleased(removed.expansionId(), removed.deployment(), state.askedFor())));
  }
}
