package dev.offshoot.monitor.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberAdded;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.Trail.Landmark;
import dev.offshoot.monitor.domain.change.PromotionPlanner;
import dev.offshoot.monitor.domain.change.ReconfigChange;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * Adds every member by a reconfig of its own: votes 0, priority 0, hidden, without tags. The server
 * does not check a voteless member when it is added, so the host is asked first.
 */
final class AddMembers {

  private final InstallConfiguration install;
  private final MonitorSettings settings;

  AddMembers(InstallConfiguration install, MonitorSettings settings) {
    this.install = install;
    this.settings = settings;
  }

  Step step(Work work) {
    Optional<ReconfigChange> next =
        PromotionPlanner.additions(work.goal().members()).stream()
            .filter(change -> !isAdded(work.state(), change.memberId()))
            .findFirst();
    if (next.isEmpty()) {
      return Step.done(work.entering(Phase.GREEN));
    }
    ReconfigChange change = next.get();
    boolean begun = work.state().ground().intended(ChangeKind.ADD, change.memberId());
    Optional<Step> notReady = probe(work, change, begun);
    if (notReady.isPresent()) {
      return notReady.get();
    }
    return switch (install.install(work, change, false)) {
      case InstallConfiguration.Result.Other(Step step) -> step;
      case InstallConfiguration.Result.InForce done -> added(work, change, done);
    };
  }

  private static Step added(
      Work work, ReconfigChange change, InstallConfiguration.Result.InForce done) {
    long version = done.configuration().version();
    long term = done.configuration().term();
    MonitorState state =
        done.state()
            .with(done.state().trail().withAdded(new Landmark(change.memberId(), version, term)));
    boolean all = work.goal().members().stream().allMatch(member -> isAdded(state, member.id()));
    MemberAdded fact =
        new MemberAdded(
            work.expansionId(),
            work.deployment().name(),
            change.memberId(),
            change.address().format(),
            version,
            term);
    return Step.done(
        all ? work.with(state).entering(Phase.GREEN) : state,
        new Fact(EventType.MEMBER_ADDED, fact));
  }

  /**
   * Whether an empty mongod that waits for a configuration answers there; empty when it does. Asked
   * again before an add is sent again: the host may be gone since. It may have been added as well.
   */
  private Optional<Step> probe(Work work, ReconfigChange change, boolean begun) {
    Answer<HelloView> hello = work.set().hello(change.address());
    if (hello.answer().isEmpty()) {
      return Optional.of(
          work.waitFor(
              change.address() + " to answer",
              Duration.ofMillis(300),
              settings.patience().reach(),
              work.cause(
                  "HOST_UNREACHABLE",
                  change.address() + " does not answer replication-monitor: " + hello.explain(),
                  "let this machine reach that address, then expand again")));
    }
    if (begun || hello.answer().get().isGhost()) {
      return Optional.empty();
    }
    return Optional.of(
        Step.failed(
            work.state(),
            work.cause(
                "HOST_NOT_EMPTY",
                change.address()
                    + " is no empty mongod that waits for a configuration; it belongs to "
                    + hello.answer().get().setName().orElse("no replica set"),
                "give the new member an address of its own, then expand again")));
  }

  private static boolean isAdded(MonitorState state, int memberId) {
    return state.trail().added().stream().anyMatch(mark -> mark.memberId() == memberId);
  }
}
