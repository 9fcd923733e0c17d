package dev.offshoot.monitor.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.ErrorMeaning;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Ground;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.change.ConfigurationText;
import dev.offshoot.monitor.domain.change.ReconfigChange;
import dev.offshoot.monitor.domain.change.ReconfigDecision;
import dev.offshoot.monitor.domain.change.SafetyBeforeReconfigCheck;
import dev.offshoot.monitor.domain.change.Verdict;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings one reconfig into force on the way forward: looks, checks, stores the intent, sends once,
 * and reads back. Whatever the server answered, only what is read back counts.
 */
final class InstallConfiguration {

  private static final Duration SOON = Duration.ofMillis(100);

  private final MonitorPorts ports;
  private final MonitorSettings settings;

  InstallConfiguration(MonitorPorts ports, MonitorSettings settings) {
    this.ports = ports;
    this.settings = settings;
  }

  /** What came of it. */
  sealed interface Result {

    /**
     * It is in force and committed.
     *
     * @param state the state that stands on it
     * @param configuration as read back
     * @param changed false when there was nothing to change
     */
    record InForce(MonitorState state, ReplicaSetConfiguration configuration, boolean changed)
        implements Result {}

    /** Not yet, or not at all: the step to answer. */
    record Other(Step step) implements Result {}
  }

  /**
   * @param work the step's work
   * @param change the reconfig
   * @param last whether an abort is too late once its intent is stored
   */
  Result install(Work work, ReconfigChange change, boolean last) {
    Answer<PrimaryReading> reading = work.set().readPrimary(work.known());
    if (reading.answer().isEmpty()) {
      return new Result.Other(noPrimary(work, reading));
    }
    PrimaryReading primary = reading.answer().get();
    return switch (decide(work, primary, change)) {
      case ReconfigDecision.InForce(ReplicaSetConfiguration found) -> inForce(work, change, found);
      case ReconfigDecision.NothingToChange(ReplicaSetConfiguration found) ->
          nothing(work, found, last);
      case ReconfigDecision.NotCommitted(long version) ->
          new Result.Other(notReady(work, "configuration version " + version + " to be committed"));
      case ReconfigDecision.Foreign(ReplicaSetConfiguration found, List<String> differences) ->
          new Result.Other(foreign(work, change, found, differences));
      case ReconfigDecision.MaySend send -> checked(work, primary, change, last, send);
    };
  }

  private static ReconfigDecision decide(Work work, PrimaryReading primary, ReconfigChange change) {
    return ReconfigDecision.decide(
        work.expected(), work.state().ground(), primary.current(), change);
  }

  private Result checked(
      Work work,
      PrimaryReading primary,
      ReconfigChange change,
      boolean last,
      ReconfigDecision.MaySend send) {
    Verdict verdict =
        SafetyBeforeReconfigCheck.check(
            work.goal(),
            primary,
            work.set()
                .readMembers(
                    primary.configuration().members().stream().map(MemberEntry::address).toList()),
            change);
    return switch (verdict) {
      case Verdict.MayGo() -> send(work, primary, change, last, send);
      case Verdict.NotYet(String reason) -> new Result.Other(notReady(work, reason));
      case Verdict.Outdated(String code, String reason) ->
          new Result.Other(
              Step.failed(
                  work.state(), work.cause(code, reason, "look at the set and make a new plan")));
    };
  }

  private Result send(
      Work work,
      PrimaryReading primary,
      ReconfigChange change,
      boolean last,
      ReconfigDecision.MaySend send) {
    Ground intended =
        work.state()
            .ground()
            .intending(change.intent(send.next()))
            .standingOn(ConfigurationText.canonical(send.base()));
    Work after = work.with(work.state().with(intended));
    if (last) {
      work.context().intendPastReturn(after.state(), ReplicaSet.RECONFIG_DEADLINE);
    } else {
      work.context().intend(after.state(), ReplicaSet.RECONFIG_DEADLINE);
    }
    Answer<String> said =
        work.set()
            .reconfigure(
                primary.address(),
                send.next(),
                "expansion " + work.expansionId() + ": " + change.describe());
    return readBack(after, change, said);
  }

  private Result readBack(Work work, ReconfigChange change, Answer<String> said) {
    Optional<PrimaryReading> read = work.set().readPrimary(work.known()).answer();
    if (read.isPresent()
        && decide(work, read.get(), change)
            instanceof ReconfigDecision.InForce(ReplicaSetConfiguration found)) {
      return inForce(work, change, found);
    }
    if (said instanceof Answer.Refused<String> refused && isFinal(refused.meaning())) {
      return new Result.Other(Step.failed(work.state(), refusal(work, change, said)));
    }
    return new Result.Other(
        work.waitFor(
            "the primary said of " + change.describe() + ": " + said.explain(),
            SOON,
            settings.patience().set(),
            refusal(work, change, said)));
  }

  private static boolean isFinal(ErrorMeaning meaning) {
    return switch (meaning) {
      case INVALID_CONFIGURATION, PRIVILEGE_MISSING, NO_REPLICA_SET, REFUSED -> true;
      case WAIT_AND_RETRY, REBUILD_FROM_FRESH_READ, NOT_PRIMARY, SNAPSHOT_LOST, OUTCOME_UNKNOWN ->
          false;
    };
  }

  private static Cause refusal(Work work, ReconfigChange change, Answer<String> said) {
    return work.cause(
        "RECONFIG_REFUSED",
        "the primary did not " + change.describe() + ": " + said.explain(),
        "remove what the primary names, then expand again");
  }

  private Result inForce(Work work, ReconfigChange change, ReplicaSetConfiguration found) {
    Configurations.keep(ports, work, change.describe(), found);
    Ground ground = work.state().ground().standingOn(ConfigurationText.canonical(found));
    return new Result.InForce(work.state().with(ground), found, true);
  }

  private static Result nothing(Work work, ReplicaSetConfiguration found, boolean last) {
    Ground ground = work.state().ground().standingOn(ConfigurationText.canonical(found));
    MonitorState state = work.state().with(ground);
    if (last && !work.context().journal().pastReturn()) {
      // Nothing will be sent, but from here on the outcome is told as completed.
      work.context().intendPastReturn(state, Duration.ZERO);
    }
    return new Result.InForce(state, found, false);
  }

  private Step foreign(
      Work work, ReconfigChange change, ReplicaSetConfiguration found, List<String> differences) {
    boolean oursUntouched =
        work.goal().members().stream()
            .allMatch(member -> isAsWeLeftIt(work, change, found, member.id()));
    if (work.context().journal().pastReturn() && oursUntouched) {
      // There is no way back any more; what others changed beside our members is theirs.
      return Step.done(
          work.state().with(work.state().ground().standingOn(ConfigurationText.canonical(found))));
    }
    return Step.failed(
        work.state(),
        work.cause(
            "PLAN_OUTDATED",
            "the configuration was changed by somebody else: " + String.join("; ", differences),
            "look at the change and make a new plan"));
  }

  /** As expected, or as the change at hand makes it: a worker may not have lived to say so. */
  private static boolean isAsWeLeftIt(
      Work work, ReconfigChange change, ReplicaSetConfiguration found, int id) {
    ReplicaSetConfiguration expected = work.expected();
    Optional<MemberEntry> now = found.member(id);
    boolean intended = change.memberId() == id && work.state().ground().intended(change.kind(), id);
    return now.equals(expected.member(id))
        || (intended && now.equals(change.applyTo(expected).member(id)));
  }

  private Step noPrimary(Work work, Answer<PrimaryReading> reading) {
    return notReady(work, "a primary to answer (" + reading.explain() + ")");
  }

  private Step notReady(Work work, String reason) {
    return work.waitFor(
        reason,
        SOON,
        settings.patience().set(),
        work.cause(
            "SET_NOT_READY",
            "waited in vain for the set: " + reason,
            "bring the set into that state; the change goes on by itself then"));
  }
}
