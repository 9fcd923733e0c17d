package dev.offshoot.monitor.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.Trail.Landmark;
import dev.offshoot.monitor.domain.change.PromotionPlanner;
import dev.offshoot.monitor.domain.change.ReconfigChange;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Step;

/**
 * Gives votes, once all members are proven, and then shows them: one reconfig per member each. With
 * the intent of the first that makes a member visible an abort is too late.
 */
final class PromoteMembers {

  private final InstallConfiguration install;

  PromoteMembers(InstallConfiguration install) {
    this.install = install;
  }

  Step vote(Work work) {
    Work current = work;
    for (ReconfigChange change : PromotionPlanner.votes(work.goal().members())) {
      if (stands(current, change)) {
        continue;
      }
      switch (install.install(current, change, false)) {
        case InstallConfiguration.Result.Other(Step step) -> {
          return step;
        }
        case InstallConfiguration.Result.InForce(
                MonitorState state,
                ReplicaSetConfiguration configuration,
                boolean changed) -> {
          if (changed) {
            return Step.done(state);
          }
          current = current.with(state);
        }
      }
    }
    return Step.done(current.entering(Phase.PROMOTE));
  }

  /**
   * A vote that was read back is not compared with the set again: the next one may have been given
   * since by a worker that could not say so.
   */
  private static boolean stands(Work work, ReconfigChange change) {
    ReplicaSetConfiguration expected = work.expected();
    return change.applyTo(expected).sameApartFromVersionAndTerm(expected);
  }

  Step show(Work work) {
    for (ReconfigChange change : PromotionPlanner.finalShapes(work.goal().members())) {
      if (isPromoted(work.state(), change.memberId())) {
        continue;
      }
      return switch (install.install(work, change, true)) {
        case InstallConfiguration.Result.Other(Step step) -> step;
        case InstallConfiguration.Result.InForce(
                MonitorState state,
                ReplicaSetConfiguration configuration,
                boolean changed) ->
            shown(work.with(state), change.memberId(), configuration);
      };
    }
    return Step.done(work.entering(Phase.OVER));
  }

  private static Step shown(Work work, int memberId, ReplicaSetConfiguration configuration) {
    MonitorState state = work.state();
    Landmark landmark = new Landmark(memberId, configuration.version(), configuration.term());
    MonitorState after = state.with(state.trail().withPromoted(landmark));
    MemberEntry entry =
        configuration
            .member(memberId)
            .orElseThrow(() -> new IllegalStateException("_id " + memberId + " was read back"));
    boolean all = work.goal().members().stream().allMatch(member -> isPromoted(after, member.id()));
    return Step.done(
        all ? work.with(after).entering(Phase.OVER) : after,
        new Fact(EventType.MEMBER_PROMOTED, CompletedExpansion.promoted(work, landmark, entry)));
  }

  private static boolean isPromoted(MonitorState state, int memberId) {
    return state.trail().promoted().stream().anyMatch(mark -> mark.memberId() == memberId);
  }
}
