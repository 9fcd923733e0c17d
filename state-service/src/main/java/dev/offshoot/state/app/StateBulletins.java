package dev.offshoot.state.app;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.state.domain.StepName;

/** Hears requests of foreign producers, and progress. */
public final class StateBulletins implements Bulletins {

  private final HearExpansionRequest requests;
  private final ExpansionStore expansions;
  private final StoryBell bell;

  /** With these. */
  public StateBulletins(HearExpansionRequest requests, ExpansionStore expansions, StoryBell bell) {
    this.requests = requests;
    this.expansions = expansions;
    this.bell = bell;
  }

  @Override
  public void heard(EventEnvelope event) {
    if (event.type() == EventType.EXPANSION_REQUESTED) {
      requests.hear(event);
    } else if (event.type() == EventType.SYNC_PROGRESSED) {
      SyncProgressed progress = ContractJson.read(event.data(), SyncProgressed.class);
      if (StepName.of(progress.step()).isPresent()) {
        expansions.progressed(progress, Story.firstOf(progress));
        bell.ring(progress.expansionId());
      }
    }
  }
}
