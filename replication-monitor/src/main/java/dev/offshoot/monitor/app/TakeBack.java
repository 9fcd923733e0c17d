package dev.offshoot.monitor.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.RemovedMember;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.ErrorMeaning;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Ground;
import dev.offshoot.monitor.domain.Intent;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.MonitorState;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.monitor.domain.change.ConfigurationText;
import dev.offshoot.monitor.domain.change.ReconfigChange;
import dev.offshoot.monitor.domain.change.UndoDecision;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes every member of the expansion out again and says so once a committed configuration without
 * them stands above everything ever intended. Never gives up: it looks at growing intervals, and
 * past a while shows what a person must decide.
 */
final class TakeBack {

  private static final Duration ASK_AFTER = Duration.ofMinutes(2);

  private final MonitorPorts ports;

  TakeBack(MonitorPorts ports) {
    this.ports = ports;
  }

  Step step(Work work) {
    Answer<PrimaryReading> reading = work.set().readPrimary(work.known());
    if (reading.answer().isEmpty()) {
      return later(
          work,
          "no primary answers: " + reading.explain(),
          "bring the set back to a primary; the way back goes on by itself then");
    }
    PrimaryReading primary = reading.answer().get();
    Work seen = withAudit(work, primary.configuration());
    return switch (UndoDecision.decide(seen.goal().members(), seen.state().ground(), primary)) {
      case UndoDecision.NothingWasDone() ->
          nothing(seen.context(), seen.deployment(), seen.state());
      case UndoDecision.Later(String reason) ->
          later(seen, reason, "look at the primary's log; the way back goes on by itself");
      case UndoDecision.AskPerson(String reason, String remedy) -> ask(seen, reason, remedy);
      case UndoDecision.Change(ReconfigChange change, ReplicaSetConfiguration next) ->
          send(seen, primary, change, next);
      case UndoDecision.Gone(long version, long term) -> gone(seen, primary, version, term);
    };
  }

  /** Nothing was ever to be added; the set need not even be looked at. */
  static Step nothing(StageContext context, DeploymentReference deployment, MonitorState state) {
    return Step.done(
        state,
        new Fact(
            EventType.MEMBER_REMOVED,
            new MemberRemoved(context.journal().expansionId(), deployment, List.of(), null, null)));
  }

  /** A configuration that is one of ours is kept as it is first seen. */
  private Work withAudit(Work work, ReplicaSetConfiguration found) {
    Ground ground = work.state().ground();
    Optional<Intent> ours =
        ground.intents().reversed().stream()
            .filter(intent -> intent.version() == found.version())
            .findFirst();
    if (ours.isEmpty() || work.expected().version() >= found.version()) {
      return work;
    }
    Configurations.keep(ports, work, describe(ours.get()), found);
    return work.with(work.state().with(ground.standingOn(ConfigurationText.canonical(found))));
  }

  private static String describe(Intent intent) {
    return "%s %s"
        .formatted(
            switch (intent.kind()) {
              case ADD -> "add";
              case VOTE -> "give a vote to";
              case VISIBLE -> "promote";
              case WITHDRAW -> "undo: take vote, priority and visibility from";
              case REMOVE -> "undo: remove";
              case FENCE -> "undo: unchanged, so that a late command is refused, for";
            },
            intent.memberId() < 0
                ? intent.address()
                : "_id " + intent.memberId() + " (" + intent.address() + ")");
  }

  private static Step send(
      Work work, PrimaryReading primary, ReconfigChange change, ReplicaSetConfiguration next) {
    MonitorState state = work.state().with(work.state().ground().intending(change.intent(next)));
    work.context().intend(state, ReplicaSet.RECONFIG_DEADLINE);
    Answer<String> said =
        work.set()
            .reconfigure(
                primary.address(),
                next,
                "expansion " + work.expansionId() + ": " + change.describe());
    Work after = work.with(state);
    if (said instanceof Answer.Refused<String> refused && !passesByItself(refused.meaning())) {
      return ask(
          after,
          "the primary refuses to " + change.describe() + ": " + said.explain(),
          "remove what the primary names; the way back goes on by itself then");
    }
    return said.answer().isPresent()
        ? Step.done(state)
        : later(after, said.explain(), "look at the primary; the way back goes on by itself");
  }

  private static boolean passesByItself(ErrorMeaning meaning) {
    return switch (meaning) {
      case WAIT_AND_RETRY, REBUILD_FROM_FRESH_READ, NOT_PRIMARY, OUTCOME_UNKNOWN, SNAPSHOT_LOST ->
          true;
      case INVALID_CONFIGURATION, PRIVILEGE_MISSING, NO_REPLICA_SET, REFUSED -> false;
    };
  }

  private static Step gone(Work work, PrimaryReading primary, long version, long term) {
    List<RemovedMember> removed =
        work.goal().members().stream()
            .filter(member -> wasThere(work.state(), member))
            .map(member -> new RemovedMember(member.id(), member.address().format()))
            .toList();
    List<MemberAddress> others =
        primary.configuration().members().stream()
            .filter(member -> !member.arbiterOnly())
            .map(MemberEntry::address)
            .toList();
    for (RemovedMember member : removed) {
      work.set().dropConnections(others, MemberAddress.parse(member.address()));
    }
    return Step.done(
        work.state(),
        new Fact(
            EventType.MEMBER_REMOVED,
            new MemberRemoved(work.expansionId(), work.deployment(), removed, version, term)));
  }

  private static boolean wasThere(MonitorState state, WantedMember member) {
    return state.trail().added().stream().anyMatch(mark -> mark.memberId() == member.id())
        || state.ground().intended(ChangeKind.REMOVE, member.id());
  }

  private static Step later(Work work, String reason, String remedy) {
    MonitorState looked = work.state().with(work.state().waiting().looked(work.now()));
    if (looked.waiting().budget().exceeds(ASK_AFTER)) {
      return ask(work.with(looked), reason, remedy);
    }
    Duration spent = looked.waiting().budget().spent();
    return Step.waiting(
        looked,
        reason,
        spent.compareTo(Duration.ofSeconds(10)) < 0
            ? Duration.ofMillis(200)
            : Duration.ofSeconds(1));
  }

  private static Step ask(Work work, String reason, String remedy) {
    MonitorState looked = work.state().with(work.state().waiting().looked(work.now()));
    Duration spent = looked.waiting().budget().spent();
    return Step.held(
        looked,
        work.cause("NEEDS_ATTENTION", reason, remedy),
        spent.compareTo(Duration.ofMinutes(10)) < 0
            ? Duration.ofSeconds(2)
            : Duration.ofSeconds(15));
  }
}
