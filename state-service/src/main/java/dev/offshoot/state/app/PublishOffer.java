package dev.offshoot.state.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostOffered;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;

/** Passes on that a machine was offered, in a journal of the machine's own. */
final class PublishOffer {

  private PublishOffer() {}

  static boolean isDue(StageContext context) {
    return context.journal().first(EventType.HOST_OFFERED).isPresent();
  }

  static Step step(StageContext context) {
    if (context.journal().hasSaid(EventType.HOST_OFFERED)) {
      return Step.idle();
    }
    HostOffered offered =
        JournalReading.first(context.journal(), EventType.HOST_OFFERED, HostOffered.class)
            .orElseThrow();
    return Step.done(StateStage.State.FRESH, new Fact(EventType.HOST_OFFERED, offered));
  }
}
