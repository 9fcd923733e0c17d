package dev.offshoot.planner.domain.plan;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;

/**
 * One step with its undo and its by-hand form.
 *
 * @param number from 1
 * @param name observe, plan, approve, provision, install, synchronize, verify or promote, or a
 *     reconfig
 * @param does what it does
 * @param touchesSet whether it changes the set
 * @param undo how it is undone
 * @param byHand commands a person would type
 */
public record PlanStep(
    int number, String name, String does, boolean touchesSet, String undo, List<String> byHand) {

  /** Copies the collections; a missing one reads as empty. */
  public PlanStep {
    byHand = Ordered.list(byHand);
  }
}
