package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ResourceReleased;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;

/**
 * Releases hosts that another piece of work made and a person gave back: whoever of the providers
 * holds one of this id releases it. What nobody holds is released already.
 */
final class ReleaseNamedHosts {

  private static final Duration ASKS_AFTER = Duration.ofMinutes(10);
  private static final Duration LOOKS_AGAIN_AFTER = Duration.ofMillis(500);

  private final HostProviders providers;

  ReleaseNamedHosts(HostProviders providers) {
    this.providers = providers;
  }

  /** Observed waiting for hosts to be gone. */
  record State(WaitBudget waited) {}

  Step step(StageContext context, BinariesRemoved removed) {
    State state = context.state(State.class, () -> new State(WaitBudget.FRESH));
    for (String id : removed.hostRequestIds()) {
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
            new ResourceReleased(
                removed.expansionId(), removed.deployment(), removed.hostRequestIds())));
  }

  private static Step release(StageContext context, State state, HostProvider provider, String id) {
    context.intend(state, HostProvider.DEADLINE);
    return switch (provider.release(id)) {
      case Released.Gone() -> notYet(context, state, id, "looking whether it is gone");
      case Released.NotYet(String reason) -> notYet(context, state, id, reason);
      case Released.InUse(String detail) ->
          Step.held(
              state,
              new Cause(
                  "provision",
                  "HOST_IN_USE",
                  detail,
                  "End what still runs there once it is no member of the set; the host is then"
                      + " released by itself."),
              LOOKS_AGAIN_AFTER);
    };
  }

  /** Nobody gives up on the way back: past the limit a person is told, and it goes on. */
  private static Step notYet(StageContext context, State state, String id, String reason) {
    State looked = new State(state.waited().looked(context.now(), LOOKS_AGAIN_AFTER));
    return looked.waited().exceeds(ASKS_AFTER)
        ? Step.held(
            looked,
            new Cause(
                "provision",
                "HOST_NOT_RELEASED",
                "host " + id + " is not released: " + reason,
                "See what the provider says; it is tried again until nothing is left."),
            LOOKS_AGAIN_AFTER)
        : Step.waiting(looked, "host " + id + ": " + reason, LOOKS_AGAIN_AFTER);
  }
}
