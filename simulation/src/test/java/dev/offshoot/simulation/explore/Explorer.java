package dev.offshoot.simulation.explore;

import dev.offshoot.contracts.EventType;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.simulation.explore.Explored.Left;
import dev.offshoot.stage.domain.Acceptance;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks through every state that steps, crashes, elections and others can bring about. */
final class Explorer {

  private final List<WantedMember> members;
  private final StepRunner steps;
  private final Set<String> seen = new HashSet<>();
  private final ArrayDeque<Explored> open = new ArrayDeque<>();
  private int ends;

  Explorer(List<WantedMember> members, StepRunner steps) {
    this.members = members;
    this.steps = steps;
  }

  /** Number of states; throws at the first that must not be. */
  int explore(Explored start) {
    push(start, start, "begin");
    while (!open.isEmpty()) {
      Explored state = open.removeLast();
      if (state.over()) {
        ends++;
        checkEnd(state);
        continue;
      }
      step(state);
      world(state);
    }
    return seen.size();
  }

  int ends() {
    return ends;
  }

  private void push(Explored from, Explored to, String how) {
    List<String> path = new ArrayList<>(from.path());
    path.add(how);
    Explored next = new Explored(to.journal(), to.set(), to.left(), path);
    if (seen.add(next.key())) {
      checkInstalled(from, next);
      open.add(next);
    }
  }

  private void step(Explored state) {
    for (StepRunner.Trouble trouble : StepRunner.Trouble.values()) {
      boolean costs = trouble != StepRunner.Trouble.NONE;
      if (costs && state.left().troubles() == 0) {
        continue;
      }
      StepRunner.Ran ran = steps.run(state.journal(), state.set(), trouble);
      if (costs && !ran.struck()) {
        continue;
      }
      Left left = state.left();
      Left rest =
          new Left(
              left.troubles() - (costs ? 1 : 0), left.elections(), left.foreign(), left.abort());
      push(
          state,
          new Explored(ran.journal(), ran.set(), rest, List.of()),
          "step" + (costs ? " " + trouble : ""));
    }
  }

  private void world(Explored state) {
    Left left = state.left();
    SetState set = state.set();
    if (!set.committed()) {
      push(state, with(state, set.committedNow(), left), "committed");
    }
    for (ReplicaSetConfiguration flying : set.inFlight()) {
      push(state, with(state, set.landed(flying), left), "late v" + flying.version());
    }
    if (left.elections() > 0) {
      Left fewer = new Left(left.troubles(), left.elections() - 1, left.foreign(), left.abort());
      push(state, with(state, set.elected(false), fewer), "election");
      push(state, with(state, set.elected(true), fewer), "election without the last");
    }
    if (left.foreign() > 0 && set.committed()) {
      Left fewer = new Left(left.troubles(), left.elections(), left.foreign() - 1, left.abort());
      push(state, with(state, set.changedBySomebody(), fewer), "somebody reconfigures");
    }
    if (left.abort()) {
      Left none = new Left(left.troubles(), left.elections(), left.foreign(), false);
      push(state, new Explored(aborted(state.journal()), set, none, List.of()), "abort");
    }
  }

  private static Explored with(Explored state, SetState set, Left left) {
    return new Explored(state.journal(), set, left, List.of());
  }

  private static Journal aborted(Journal journal) {
    ReceivedEvent abort =
        new ReceivedEvent(
            "abort",
            EventType.EXPANSION_ABORTED,
            Instant.EPOCH,
            journal.events().received().getFirst().json());
    return Acceptance.decide(journal, abort, false).journal();
  }

  private void checkInstalled(Explored from, Explored to) {
    ReplicaSetConfiguration before = from.set().current();
    ReplicaSetConfiguration after = to.set().current();
    if (Math.abs(before.voters() - after.voters()) > 1) {
      throw wrong("two voters changed at once", to);
    }
    if (!rest(before).sameApartFromVersionAndTerm(rest(after))
        && !to.path().getLast().startsWith("somebody")
        && !to.path().getLast().startsWith("election")) {
      throw wrong("somebody else's field changed", to);
    }
    boolean removed = from.journal().hasSaid(EventType.MEMBER_REMOVED);
    if (to.journal().hasSaid(EventType.SYNC_COMPLETED)
        && (removed || to.journal().hasSaid(EventType.MEMBER_REMOVED))) {
      throw wrong("completed and undone", to);
    }
  }

  private ReplicaSetConfiguration rest(ReplicaSetConfiguration configuration) {
    ReplicaSetConfiguration rest = configuration;
    for (WantedMember member : members) {
      rest = rest.member(member.id()).isPresent() ? rest.withoutMember(member.id()) : rest;
    }
    return rest;
  }

  /** At the end it is so, and no late command can change that. */
  private void checkEnd(Explored end) {
    boolean completed = end.journal().hasSaid(EventType.SYNC_COMPLETED);
    List<ReplicaSetConfiguration> possible = new ArrayList<>(List.of(end.set().current()));
    for (ReplicaSetConfiguration late : end.set().inFlight()) {
      possible.add(end.set().committedNow().landed(late).current());
    }
    for (ReplicaSetConfiguration configuration : possible) {
      for (WantedMember member : members) {
        boolean there = configuration.member(member.id()).isPresent();
        boolean visible =
            configuration.member(member.id()).filter(e -> isFinal(e, member)).isPresent();
        if (completed ? !visible : there) {
          throw wrong(completed ? "completed without it" : "undone with it", end);
        }
      }
    }
  }

  private static boolean isFinal(MemberEntry entry, WantedMember member) {
    return entry.votes() == member.votes() && entry.priority() == member.priority();
  }

  private static AssertionError wrong(String what, Explored state) {
    return new AssertionError(what + ": " + state.path() + "\n" + state.set().key());
  }
}
