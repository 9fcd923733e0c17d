package dev.offshoot.monitor.app;

import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.sync.CaughtUpCheck;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until every new member has been caught up for a while, seen by at least two looks. */
final class AwaitCalm {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final MonitorSettings settings;

  AwaitCalm(MonitorSettings settings) {
    this.settings = settings;
  }

  Step step(Work work) {
    var primary = work.set().readPrimary(work.known());
    boolean caughtUp =
        primary.answer().isPresent() && isCaughtUp(work, primary.answer().get().status());
    Optional<Instant> since =
        CaughtUpCheck.calmSince(
            Optional.ofNullable(work.state().waiting().calmSince()), caughtUp, work.now());
    MonitorState state = work.state().with(work.state().waiting().calm(since.orElse(null)));
    boolean lasted =
        since
            .map(from -> Duration.between(from, work.now()))
            .filter(calm -> calm.compareTo(wanted(work)) >= 0)
            .isPresent();
    return lasted
        ? Step.done(work.with(state).entering(Phase.VERIFY))
        : work.with(state)
            .waitFor(
                "the lag to be calm",
                BETWEEN_LOOKS,
                settings.patience().set(),
                work.cause(
                    "LAG_NOT_CALM",
                    "a new member does not stay caught up, or does not answer",
                    "look at the new members: lag, load, and whether they are still configured;"
                        + " it goes on by itself once they are caught up"));
  }

  private Duration wanted(Work work) {
    Duration copy =
        work.state()
            .trail()
            .time(Phase::isCopying)
            .map(time -> Duration.between(time.from(), time.to()))
            .orElse(Duration.ZERO);
    return CaughtUpCheck.calmAfter(copy, settings.calm().longest());
  }

  private boolean isCaughtUp(Work work, ReplicaSetStatus primary) {
    for (WantedMember member : work.goal().members()) {
      Optional<Duration> lag =
          work.set()
              .status(member.address())
              .answer()
              .flatMap(own -> CaughtUpCheck.lag(primary, own));
      if (lag.isEmpty() || lag.get().compareTo(settings.calm().mostLag()) >= 0) {
        return false;
      }
    }
    return true;
  }
}
