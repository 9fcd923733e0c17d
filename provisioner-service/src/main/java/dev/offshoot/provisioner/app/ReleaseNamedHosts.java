package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import java.util.List;

/**
 * Releases hosts that another piece of work made and a person gave back: whoever of the providers
 * holds one of this id releases it. What nobody holds is released already. Pauses grow, limits and
 * causes are those of {@link ReleaseHosts}.
 */
final class ReleaseNamedHosts {

  private final HostProviders providers;

  ReleaseNamedHosts(HostProviders providers) {
    this.providers = providers;
  }

  Step step(StageContext context, DeploymentReference deployment, List<String> ids) {
    ProvisionState state = context.state(ProvisionState.class, () -> ProvisionState.NONE);
    for (String id : ids) {
      for (HostProvider provider : providers.all()) {
        switch (provider.find(id)) {
          case Found.Present _ -> {
            return release(context, state, provider, id);
          }
          case Found.Unknown(String reason) -> {
            return notYet(context, state, id, reason);
          }
          case Found.Absent() -> {}
        }
      }
    }
    return Step.done(
        state,
        new Fact(
            EventType.RESOURCE_RELEASED,
            new ResourceReleased(context.journal().expansionId(), deployment, ids)));
  }

  private static Step release(
      StageContext context, ProvisionState state, HostProvider provider, String id) {
    context.intend(state, HostProvider.DEADLINE);
    // Whose outcome is not known is nobody's to give back by name: the call is settled.
    return switch (provider.release(id, new CreateCall.Settled())) {
      case Released.CallFound _, Released.CallRepeated _ ->
          notYet(context, state, id, "it is being ended");
      case Released.Gone() -> lookedAgain(context, state, provider, id);
      case Released.NotYet(String reason) -> notYet(context, state, id, reason);
      case Released.InUse(String detail) ->
          Step.held(state, ReleaseHosts.inUse(detail), ReleaseHosts.LOOKS_AGAIN_AFTER);
    };
  }

  private static Step lookedAgain(
      StageContext context, ProvisionState state, HostProvider provider, String id) {
    return switch (provider.find(id)) {
      case Found.Absent() -> Step.done(state);
      case Found.Present present ->
          notYet(context, state, id, "host " + present.host().reference() + " is still there");
      case Found.Unknown(String reason) -> notYet(context, state, id, reason);
    };
  }

  /** Nobody gives up on the way back: past the limit a person is told, and it goes on. */
  private static Step notYet(StageContext context, ProvisionState state, String id, String reason) {
    ProvisionState looked = state.looked(context.now());
    return looked.waited().exceeds(ReleaseHosts.ASKS_AFTER)
        ? Step.held(
            looked,
            ReleaseHosts.unreleasable("the host's provider", id, reason),
            ReleaseHosts.LOOKS_AGAIN_AFTER)
        : Step.waiting(looked, "host " + id + ": " + reason, looked.pause());
  }
}
