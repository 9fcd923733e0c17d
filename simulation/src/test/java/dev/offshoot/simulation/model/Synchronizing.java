package dev.offshoot.simulation.model;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;

/** A new member copies the data. */
final class Synchronizing {

  private Synchronizing() {}

  static void sourceIsKilled(Act act, StageHand hand) {
    MemberAddress added = hand.waitingMongod();
    act.ask(Change.add(3, added));
    act.await("a source to copy from", () -> hand.sourceOf(added).isPresent());
    MemberAddress source = hand.sourceOf(added).orElseThrow();
    act.note("copies from the primary: " + source.equals(act.primary()));
    hand.kill(source);
    act.awaitState(hand.voters().indexOf(source), MemberState.DOWN);
    hand.letCopy(added);
    hand.letFinish(added);
    act.noteWhether(
        "synchronized without whom it copies from", () -> act.isSeen(3, MemberState.SECONDARY));
    act.look();
    act.note("failed attempts: " + hand.failedAttempts(added));
    hand.start(source);
    act.awaitState(3, MemberState.SECONDARY);
    act.awaitState(hand.voters().indexOf(source), MemberState.SECONDARY);
    act.look();
    act.note("failed attempts: " + hand.failedAttempts(added));
  }

  static void compatibilityVersionIsChanged(Act act, StageHand hand) {
    MemberAddress added = hand.waitingMongod();
    act.ask(Change.add(3, added));
    act.await("a source to copy from", () -> hand.sourceOf(added).isPresent());
    hand.changeCompatibilityVersion("5.0");
    act.look();
    hand.letCopy(added);
    hand.letFinish(added);
    act.awaitState(3, MemberState.SECONDARY);
    act.look();
    act.note("failed attempts: " + hand.failedAttempts(added));
  }
}
