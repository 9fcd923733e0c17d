package dev.offshoot.monitor.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.ExpansionGoal;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.change.ConfigurationText;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Everything one step works with.
 *
 * @param context the stage's context
 * @param deployment the set concerned
 * @param goal what to do to it
 * @param set conversations with it
 * @param state what is remembered, as this step began
 * @param clock for measuring; decisions take the step's own time
 */
record Work(
    StageContext context,
    DeploymentReference deployment,
    ExpansionGoal goal,
    ReplicaSet set,
    MonitorState state,
    InstantSource clock) {

  Work with(MonitorState other) {
    return new Work(context, deployment, goal, set, other, clock);
  }

  /** The state in the next phase, from this very moment: what a step did belongs to its own. */
  MonitorState entering(Phase next) {
    return state.entering(next, clock.instant());
  }

  String expansionId() {
    return context.journal().expansionId();
  }

  Instant now() {
    return context.now();
  }

  /** The configuration Offshoot stands on: the plan's until one of its own was read back. */
  ReplicaSetConfiguration expected() {
    String kept = state.ground().expected();
    return kept == null
        ? goal.assumptions().configuration()
        : ContractJson.read(kept, Kept.class, (text, type) -> Kept.of(text)).configuration();
  }

  /** A configuration that was kept as text. */
  private record Kept(ReplicaSetConfiguration configuration) {

    static Kept of(String text) {
      return new Kept(ConfigurationText.parse(text));
    }
  }

  /** Where the set is looked for. */
  List<MemberAddress> known() {
    return expected().members().stream().map(MemberEntry::address).toList();
  }

  Cause cause(String code, String detail, String remedy) {
    return new Cause(state.phase().step(), code, detail, remedy);
  }

  /**
   * Waits for something that passes by itself. When it does not within the limit, an expansion that
   * has not touched the set gives up; one that has asks a person, and goes on looking.
   */
  Step waitFor(String reason, Duration retryAfter, Duration limit, Cause otherwise) {
    MonitorState looked = state.with(state.waiting().looked(now()));
    if (!looked.waiting().budget().exceeds(limit)) {
      return Step.waiting(looked, reason, retryAfter);
    }
    return state.ground().intents().isEmpty()
        ? Step.failed(looked, otherwise)
        : Step.held(looked, otherwise, Duration.ofSeconds(2));
  }
}
