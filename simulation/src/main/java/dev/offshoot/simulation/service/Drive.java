package dev.offshoot.simulation.service;

import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.stage.app.Claim;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.StoreUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Drives one expansion pass by pass, as the real worker does.
 *
 * @param copy whose worker it is
 * @param turns who is next
 * @param stage the stage
 * @param expansion the expansion
 */
record Drive(ServiceCopy copy, Turns turns, RunStage stage, String expansion) implements Runnable {

  @Override
  public void run() {
    @Nullable Claim claim = null;
    try {
      while (true) {
        switch (stage.pass(expansion, claim)) {
          case RunStage.Pass.Over() -> {
            copy.wakeSender();
            return;
          }
          case RunStage.Pass.Again(Claim held, Duration after) -> {
            claim = held;
            copy.wakeSender();
            if (after.isPositive()) {
              turns.sleep(after);
            }
          }
          case RunStage.Pass.Unanswered(StoreUnavailable cause, Duration after) -> {
            turns.say("the store does not answer: " + cause.getMessage());
            claim = null;
            turns.sleep(after);
          }
        }
      }
    } catch (RuntimeException e) {
      turns.say("a step failed: " + e);
    } finally {
      copy.wakeDispatcher();
    }
  }
}
