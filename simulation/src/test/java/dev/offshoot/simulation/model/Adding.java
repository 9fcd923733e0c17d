package dev.offshoot.simulation.model;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;

/** A member is added. */
final class Adding {

  private Adding() {}

  static void withoutVoteAndPromote(Act act, StageHand hand) {
    MemberAddress added = hand.waitingMongod();
    act.noteAnswersOf(added);
    act.ask(Change.add(3, added));
    act.awaitState(3, MemberState.STARTUP2);
    act.look();
    act.noteAnswersOf(added);
    hand.letCopy(added);
    act.await("the users to be known", () -> hand.port().status(added).answer().isPresent());
    act.noteAnswersOf(added);
    hand.letFinish(added);
    act.awaitState(3, MemberState.SECONDARY);
    act.look();
    act.noteAnswersOf(added);
    act.ask(Change.vote(3));
    act.look();
    act.ask(Change.show(3));
    act.look();
    act.ask(Change.remove(3));
    act.look();
    act.awaitGhost(added);
    act.noteAnswersOf(added);
  }

  static void asVoter(Act act, StageHand hand) {
    MemberAddress added = hand.waitingMongod();
    act.ask(Change.addVoter(3, added));
    act.awaitState(3, MemberState.STARTUP2);
    act.look();
    hand.letCopy(added);
    hand.letFinish(added);
    act.awaitMajority(3);
    act.awaitState(3, MemberState.SECONDARY);
    act.awaitCommitted();
    act.look();
  }

  static void unreachableHost(Act act, StageHand hand) {
    MemberAddress nobody = hand.nobody();
    act.noteAnswersOf(nobody);
    act.ask(Change.add(3, nobody));
    act.awaitState(3, MemberState.DOWN);
    act.look();
    act.ask(Change.vote(3));
    act.look();
    act.ask(Change.remove(3));
    act.look();
    act.ask(Change.addVoter(3, nobody));
    act.awaitState(3, MemberState.DOWN);
    act.look();
  }

  static void memberOfAnotherSet(Act act, StageHand hand) {
    MemberAddress theirs = hand.memberOfAnotherSet();
    act.ask(Change.add(3, theirs));
    act.awaitState(3, MemberState.DOWN);
    act.look();
    act.noteAnswersOf(theirs);
    act.ask(Change.vote(3));
    act.look();
    act.ask(Change.remove(3));
    act.look();
    act.ask(Change.addVoter(3, theirs));
    act.awaitState(3, MemberState.DOWN);
    act.look();
    act.ask(Change.remove(3));
    act.ask(Change.add(3, theirs));
    act.awaitState(3, MemberState.DOWN);
    // Now its voice would be needed.
    MemberAddress away = act.secondaries().getFirst();
    hand.kill(away);
    act.awaitState(hand.voters().indexOf(away), MemberState.DOWN);
    act.ask(Change.vote(3));
    act.look();
  }
}
