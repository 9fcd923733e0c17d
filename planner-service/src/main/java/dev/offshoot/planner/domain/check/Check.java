package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import java.util.List;

/** One theme of questions about a draft; pure. */
public interface Check {

  /** The refusals that are decided here and nowhere else. */
  List<RefusalCode> decides();

  /**
   * Everything found. A question that cannot be answered from the observation is a refusal.
   *
   * @param draft what the plan would be
   */
  List<Finding> examine(Draft draft);
}
