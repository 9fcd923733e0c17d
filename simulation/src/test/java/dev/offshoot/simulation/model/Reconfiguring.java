package dev.offshoot.simulation.model;

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
    act.ask(Change.addVoter(3, hand.nobody()).and(Change.addVoter(4, hand.nobody())));
    act.ask(Change.edit(1, "priority without vote", entry -> entry.put("votes", new BsonInt32(0))));
    act.look();
    int primary = hand.voters().indexOf(act.primary());
    act.ask(Change.remove(primary).as("remove the primary"));
    act.look();
    act.secondaries().forEach(hand::kill);
    act.ask(Change.nothing());
  }

  static void secondWhileOneIsNotCommitted(Act act, StageHand hand) {
    var locked = act.secondaries();
    locked.forEach(hand::lock);
    act.ask(Change.add(3, hand.nobody()));
    act.look();
    act.ask(Change.add(4, hand.nobody()));
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
