package dev.offshoot.simulation.model;

import dev.offshoot.mongoadmin.domain.MemberState;
import org.bson.BsonInt32;

/** The configuration is changed, or is not. */
final class Reconfiguring {

  private Reconfiguring() {}

  static void whatAServerDoesNotTake(Act act, StageHand hand) {
    act.ask(Change.nothing());
    act.ask(Change.nothing().atVersionHigherBy(5));
    act.ask(Change.nothing().atVersionHigherBy(0));
    act.ask(Change.nothing().atVersionHigherBy(-1));
    act.askSecondary(Change.nothing());
    act.ask(Change.edit(1, "priority without vote", entry -> entry.put("votes", new BsonInt32(0))));
    act.look();
    int primary = hand.voters().indexOf(act.primary());
    act.ask(Change.remove(primary).as("remove the primary"));
    act.look();
  }

  static void withoutMajority(Act act, StageHand hand) {
    var away = act.secondaries();
    away.forEach(hand::kill);
    away.forEach(each -> act.awaitState(hand.voters().indexOf(each), MemberState.DOWN));
    act.look();
    act.ask(Change.nothing());
  }

  static void severalVotersAtOnce(Act act, StageHand hand) {
    act.ask(Change.addVoter(3, hand.nobody()).and(Change.addVoter(4, hand.nobody())));
    act.awaitState(4, MemberState.DOWN);
    act.look();
    act.ask(Change.remove(3).and(Change.remove(4)));
    act.ask(Change.add(3, hand.nobody()).and(Change.add(4, hand.nobody())));
    act.ask(Change.vote(3).and(Change.vote(4)));
    act.ask(Change.vote(3));
    act.ask(Change.vote(4));
    act.look();
    act.ask(Change.remove(3).and(Change.remove(4)));
    act.ask(Change.remove(3).and(Change.addVoter(5, hand.nobody())));
    act.awaitState(5, MemberState.DOWN);
    act.look();
  }

  static void secondWhileOneIsNotCommitted(Act act, StageHand hand) {
    var locked = act.secondaries();
    locked.forEach(hand::lock);
    Runnable first = act.begin(Change.add(3, hand.nobody()));
    act.awaitNotCommitted();
    Runnable second = act.begin(Change.add(4, hand.nobody()));
    first.run();
    second.run();
    act.look();
    locked.forEach(hand::unlock);
    act.awaitCommitted();
    act.look();
    act.ask(Change.add(4, hand.nobody()));
    act.look();
  }

  static void stepDown(Act act, StageHand hand) {
    hand.stepDown();
    act.awaitPrimary();
    act.look();
    act.ask(Change.nothing());
    act.look();
  }

  static void stepDownInMidReconfig(Act act, StageHand hand) {
    var locked = act.secondaries();
    locked.forEach(hand::lock);
    Runnable reconfig = act.begin(Change.add(3, hand.nobody()));
    act.awaitNotCommitted();
    act.look();
    hand.stepDown();
    reconfig.run();
    act.look();
    locked.forEach(hand::unlock);
    act.awaitPrimary();
    act.look();
  }
}
